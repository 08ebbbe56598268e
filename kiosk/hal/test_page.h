#pragma once

#include <kiosk/hal/media_size.h>

#include <opencv2/core.hpp>

#include <QString>

namespace kiosk::hal
{

/// What a scanner saw of the calibration page that a terminal has printed (calibration_page.h).
struct TestPageReading {
    QString code;      ///< of both codes; empty unless both were read and say the same
    double across = 0; ///< percent of the true length from one to the other, 100 = true size; 0 without code
    double down = 0;
};

/// `page` fills the picture, upright or on its head; grey, or blue, green, red. Pure; thread: any.
[[nodiscard]] TestPageReading readTestPage(const cv::Mat &page, const SizeMillimetres &size);

/// How light paper is in a picture as the device saw it, percent: of the level that four fifths of it do not
/// reach past. Pure; thread: any.
[[nodiscard]] double paperLight(const cv::Mat &picture);

} // namespace kiosk::hal
