#pragma once

#include <kiosk/hal/camera.h>

namespace kiosk::xfs4iot
{

/// A JPEG file as the class camera wants it: without EXIF, XMP and other notes (they may tell place and
/// time), with its size. What is drawn is left as it is. Errors: unsupportedData (no JPEG), protocolError
/// (cut short or damaged). Pure; thread: any.
[[nodiscard]] Result<hal::CameraPicture> takeJpeg(const QByteArray &file);

} // namespace kiosk::xfs4iot
