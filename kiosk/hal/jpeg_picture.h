#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::hal
{

/// A photo as pixels.
struct Picture {
    int width = 0;
    int height = 0;
    QByteArray pixels;  ///< red, green, blue; rows from above, without gaps
    QByteArray profile; ///< ICC, as the file has it; empty = sRGB
};

/// The ICC profile in a JPEG's APP2 segments (ICC.1:2010, annex B.4), put together; empty where there is none
/// or a part of it is missing. Pure; thread: any.
[[nodiscard]] QByteArray jpegProfile(QByteArrayView jpeg);

/// Errors: invalidData (no JPEG, damaged, CMYK, larger than 25 megapixels). Thread: any.
[[nodiscard]] Result<Picture> readJpeg(const QByteArray &jpeg);

} // namespace kiosk::hal
