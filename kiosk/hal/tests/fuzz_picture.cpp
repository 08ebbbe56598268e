// The JPEG that a module hands to the photo printer, and the segments of its profile.
#include "pictures.h"

#include <kiosk/hal/jpeg_picture.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::hal;

extern "C" std::size_t kioskFuzzSeed(unsigned, std::uint8_t *buffer, std::size_t capacity)
{
    static const QByteArray seed = test::withProfile(test::makeJpeg(16, 8), QByteArray(300, 'p'), 100);
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

/// A profile is a part of the file, and a picture has all the pixels that it says.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray jpeg(reinterpret_cast<const char *>(data), qsizetype(size));
    if (jpegProfile(jpeg).size() > jpeg.size())
        std::abort();
    const auto picture = readJpeg(jpeg);
    if (picture && picture->pixels.size() != qsizetype(picture->width) * picture->height * 3)
        std::abort();
    return 0;
}
