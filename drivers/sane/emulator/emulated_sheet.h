#pragma once

#include <opencv2/core.hpp>

#include <QString>

namespace kiosk::sane::emulator
{

/// What is seen of a scanner's glass or in its feeder.
struct SheetPlace {
    int number = 0;     ///< 0: no sheet
    double skew = 0;    ///< degrees
    bool small = false; ///< half as wide and high as A4
    bool onGlass = true;
    QString target;   ///< a calibration page with this code in the place of the numbered sheet
    double scale = 1; ///< of what is printed on the target
    double light = 1; ///< of the lamp
};

/// As the scanner sees it, in blue, green, red: the area in millimetres, at so many dots per inch. Pure.
[[nodiscard]] cv::Mat drawSheet(const SheetPlace &place, cv::Size2d area, double resolution);

} // namespace kiosk::sane::emulator
