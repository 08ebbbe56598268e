#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QJsonObject>

namespace kiosk::hal
{

/// How a tray's print is moved and scaled until it stands where it should on pre-printed paper.
struct PageAdjustment {
    /// The point that scaling leaves where it is, from the paper's left and upper edge. The calibration page
    /// has a cross-hair there, so that what is measured of the offset does not depend on the scale.
    static constexpr double fixedPoint = 20; // mm

    double x = 0;            ///< mm to the right, in steps of 0.1
    double y = 0;            ///< mm down, in steps of 0.1
    double scalePercent = 0; ///< larger by so much, in steps of 0.01

    /// offset_x_mm, offset_y_mm and scale_percent of a tray of devices.yaml, rounded to their steps. (The
    /// licence forms ask for ±5 mm in 0.1 and ±1 %: what the schema lets through.)
    [[nodiscard]] static PageAdjustment of(const QJsonObject &tray);
    [[nodiscard]] bool isNone() const { return x == 0 && y == 0 && scalePercent == 0; }
};

/// Moves and scales what is on every page, as a reader sees it (a turned page is laid flat first, and what
/// annotations show, seals and signatures too, becomes part of it); the pages keep their size, what comes to
/// lie past an edge is cut off. Without an adjustment the PDF is returned as it is. Errors: invalidData
/// (unreadable, encrypted), internalError. Thread: any.
[[nodiscard]] Result<QByteArray> adjustPages(const QByteArray &pdf, const PageAdjustment &adjustment);

} // namespace kiosk::hal
