#pragma once

#include <opencv2/core.hpp>

namespace kiosk::hal
{

/// By how many degrees lines of writing in a picture fall to the right, from -10 to 10; 0 where there are
/// none. Throws as OpenCV does. Pure; thread: any.
[[nodiscard]] double skewOf(const cv::Mat &picture);

} // namespace kiosk::hal
