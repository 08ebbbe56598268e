#pragma once

#include <kiosk/hal/media_size.h>
#include <kiosk/hal/page_adjustment.h>

namespace kiosk::hal
{

/// A PDF page for a technician with a steel ruler: a cross-hair in each corner, 20 mm from both edges (the
/// upper left one is PageAdjustment::fixedPoint), rulers in mm across and down, and what to change in
/// devices.yaml for what is measured. `inForce` is only told on it. Errors: invalidData (sheet too small for
/// it, 80 mm), internalError. Thread: any, one at a time.
[[nodiscard]] Result<QByteArray> drawCalibrationPage(const SizeMillimetres &sheet, const QString &tray,
                                                     const PageAdjustment &inForce);

} // namespace kiosk::hal
