#include "jpeg_file.h"

namespace kiosk::xfs4iot
{

namespace
{

// ITU-T T.81, table B.1
constexpr uchar startOfImage = 0xD8, endOfImage = 0xD9, startOfScan = 0xDA, comment = 0xFE;
constexpr uchar jfif = 0xE0, colourProfile = 0xE2, adobe = 0xEE;

bool isFrame(uchar marker) // C4, C8 and CC are tables
{
    return marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
}

bool isNote(uchar marker)
{
    const bool application = marker >= 0xE0 && marker <= 0xEF;
    const bool needed = marker == jfif || marker == colourProfile || marker == adobe;
    return marker == comment || (application && !needed);
}

int number(const QByteArray &bytes, qsizetype at)
{
    return uchar(bytes[at]) << 8 | uchar(bytes[at + 1]);
}

} // namespace

Result<hal::CameraPicture> takeJpeg(const QByteArray &file)
{
    const Error damaged = fail(error::protocolError, QStringLiteral("a damaged picture"));
    if (file.size() < 4 || uchar(file[0]) != 0xFF || uchar(file[1]) != startOfImage)
        return fail(error::unsupportedData, QStringLiteral("a picture that is no JPEG"));
    if (uchar(file[file.size() - 2]) != 0xFF || uchar(file[file.size() - 1]) != endOfImage)
        return damaged;
    hal::CameraPicture picture;
    picture.jpeg = file.left(2);
    for (qsizetype at = 2; at + 4 <= file.size();) {
        const uchar marker = uchar(file[at + 1]);
        const qsizetype length = number(file, at + 2);
        if (uchar(file[at]) != 0xFF || length < 2 || at + 2 + length > file.size())
            return damaged;
        if (isFrame(marker) && length >= 7) {
            picture.height = number(file, at + 5);
            picture.width = number(file, at + 7);
        }
        if (marker == startOfScan) {
            picture.jpeg += file.mid(at);
            return picture.width > 0 && picture.height > 0 ? Result<hal::CameraPicture>(picture) : damaged;
        }
        if (!isNote(marker))
            picture.jpeg += file.mid(at, 2 + length);
        at += 2 + length;
    }
    return damaged;
}

} // namespace kiosk::xfs4iot
