#pragma once

#include <opencv2/core.hpp>

#include <array>
#include <optional>

namespace kiosk::hal
{

/// Upper left, upper right, lower right, lower left; in pixels, whose centres are at whole numbers.
using PageCorners = std::array<cv::Point2f, 4>;

struct FoundPage {
    PageCorners corners;
    bool cutOff = false; ///< a side of it is the picture's edge: it may go on there
    int others = 0;      ///< pages beside it
};

/// The largest sheet in a picture: four sides, lighter or darker than what is around it all along. Nothing
/// where there is none, or where it fills the picture to its edges. Throws as OpenCV does. Pure; thread: any.
[[nodiscard]] std::optional<FoundPage> findPage(const cv::Mat &picture);

} // namespace kiosk::hal
