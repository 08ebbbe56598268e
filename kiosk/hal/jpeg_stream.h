#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

#include <span>

namespace kiosk::v4l2
{

/// A camera's MJPG frame as a JPEG file (ITU-T T.81, annex B) without notes: no EXIF, no comment, nothing
/// before or after the picture; with the Huffman tables that such frames may leave out (T.81, annex K.3).
/// The picture itself is not touched. Pure; thread: any.
/// Errors: readFailed (no JPEG, or cut short).
[[nodiscard]] Result<QByteArray> plainJpeg(std::span<const uchar> frame);

} // namespace kiosk::v4l2
