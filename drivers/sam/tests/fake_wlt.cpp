#include <cstring>

/// Stands in for the proprietary decoder: a picture's header, and the WLT block's second byte as its only
/// colour.
extern "C" __attribute__((visibility("default"))) int unpackPhoto(const char *wlt, char *bmp, int)
{
    std::memset(bmp, wlt[1], 38862);
    bmp[0] = 'B';
    bmp[1] = 'M';
    return 1;
}

/// A decoder that has no licence.
extern "C" __attribute__((visibility("default"))) int refusePhoto(const char *, char *, int)
{
    return -1;
}
