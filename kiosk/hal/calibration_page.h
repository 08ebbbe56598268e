#pragma once

#include <kiosk/hal/media_size.h>
#include <kiosk/hal/page_adjustment.h>

#include <QPointF>

#include <array>
#include <optional>

using cairo_t = struct _cairo; // <cairo.h>

namespace kiosk::hal
{

/// Side of a code of the calibration page, without the white around it, mm.
inline constexpr double testCodeSide = 30;

/// Middles of the two codes, mm from the left and upper edge; none on a sheet too small for them (150 × 250
/// mm). What is measured from one to the other tells whether a scanned page has its true size. Pure; thread:
/// any.
[[nodiscard]] std::optional<std::array<QPointF, 2>> testCodePlaces(const SizeMillimetres &sheet);

struct CalibrationPage {
    SizeMillimetres sheet;
    QString tray;
    PageAdjustment inForce; ///< only told on it
    QString code;           ///< that both codes say, printable ASCII
};

/// A page for a technician with a steel ruler: a cross-hair in each corner, 20 mm from both edges (the upper
/// left one is PageAdjustment::fixedPoint), rulers in mm across and down, what to change in devices.yaml for
/// what is measured, and the codes that a scanner reads back. The canvas is in millimetres. Thread: any, one
/// at a time.
void paintCalibrationPage(cairo_t *canvas, const CalibrationPage &page);

/// The same as PDF. Errors: invalidData (sheet too small for it, 80 mm), internalError.
[[nodiscard]] Result<QByteArray> drawCalibrationPage(const CalibrationPage &page);

} // namespace kiosk::hal
