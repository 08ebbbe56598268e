#pragma once

#include <opencv2/core.hpp>

namespace kiosk::hal
{

/// What may be wrong with the picture of a page. Throw as OpenCV does. Pure; thread: any.
///
/// By how many millimetres writing is blurred (the standard deviation of the blur), beyond what the dots do.
/// 0 where there is nothing to see.
[[nodiscard]] double blurOf(const cv::Mat &page, double resolution);
/// The share of the page that a reflection covers: white beyond measure where the paper beside it is not.
[[nodiscard]] double glareOf(const cv::Mat &page);
/// Nothing is on the page.
[[nodiscard]] bool isBlank(const cv::Mat &page);

/// Strokes of writing of 10 points are 0.3 mm wide: blurred by that they run into each other (tests; what is
/// measured is about a quarter less than the blur).
inline constexpr double blurLimit = 0.22;
inline constexpr double glareLimit = 0.004; // a spot of 15 mm on A4

} // namespace kiosk::hal
