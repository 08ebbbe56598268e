#pragma once

#include <kiosk/hal/page_finder.h>

namespace kiosk::hal
{

/// How much brighter it is inside a side of a page than outside, in the median of places along it, and the
/// share of these places that agree with that.
struct SideContrast {
    double step = 0; ///< levels of grey
    double agreeing = 0;
};

/// Of the side from `from` to `to`, with the page on its right hand. Places outside the picture agree.
[[nodiscard]] SideContrast contrastOf(const cv::Mat &grey, cv::Point2f from, cv::Point2f to);

/// The corners where the brightness changes most within `reach` pixels of where the sides are thought to be.
/// Those of a side on which there is no such place stay. Pure; thread: any.
[[nodiscard]] PageCorners refined(const cv::Mat &grey, const PageCorners &corners, double reach);

} // namespace kiosk::hal
