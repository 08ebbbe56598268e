#pragma once

#include <kiosk/hal/jpeg_picture.h>

namespace kiosk::hal
{

/// A printer's ICC profile from a file; without one (empty path), sRGB, which is what a printer takes that
/// has none. Errors: invalidData (not there, no profile, not of an RGB printer). Thread: any.
[[nodiscard]] Result<QByteArray> loadPrinterProfile(const QString &file);

/// The picture's colours in those of the printer: relative colorimetric with black point compensation, so
/// that a white background stays the paper's white. A picture in sRGB for a printer in sRGB keeps each byte.
/// A profile of the picture that is none, or not of RGB, counts as sRGB. Errors: invalidData. Thread: any.
[[nodiscard]] Status convertColours(Picture &picture, const QByteArray &printer);

} // namespace kiosk::hal
