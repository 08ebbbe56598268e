#pragma once

#include <kiosk/hal/jpeg_picture.h>
#include <kiosk/hal/media_size.h>

namespace kiosk::hal
{

/// A PDF of one page as large as the sheet, with the picture in the middle of it in exactly this size: every
/// pixel of it once, none resampled, none compressed with loss. A picture that lies across the sheet is
/// turned to lie along it. The page's colours are the printer's, whose profile is its output intent. Errors:
/// mediaRejected (the picture is more than 1 mm larger than the sheet), invalidData (its pixels would be
/// squeezed by more than 1 %). Thread: any.
[[nodiscard]] Result<QByteArray> makePhotoPage(const Picture &picture, const SizeMillimetres &size,
                                               const SizeMillimetres &sheet,
                                               const QByteArray &printerProfile);

} // namespace kiosk::hal
