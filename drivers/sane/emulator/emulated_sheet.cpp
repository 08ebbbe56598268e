#include "emulated_sheet.h"

#include <kiosk/hal/sample_paper.h>

#include <cmath>

namespace kiosk::sane::emulator
{

cv::Mat drawSheet(const SheetPlace &place, cv::Size2d area, double resolution)
{
    const double dots = resolution / 25.4;
    // A grey lid, or the dark guide of a feeder.
    cv::Mat seen(int(std::lround(area.height * dots)), int(std::lround(area.width * dots)), CV_8UC3,
                 cv::Scalar::all(place.onGlass ? 120 : 50));
    if (place.number == 0)
        return seen;
    const double part = place.small ? 0.5 : 1, width = 210 * part, height = 297 * part;
    const double inset = place.onGlass ? 3 : 0;
    const double cosine = std::cos(place.skew * CV_PI / 180), sine = std::sin(place.skew * CV_PI / 180);
    hal::PageCorners corners;
    size_t i = 0;
    for (const auto &[across, down] : {std::pair(-0.5, -0.5), {0.5, -0.5}, {0.5, 0.5}, {-0.5, 0.5}}) {
        const double x = across * width, y = down * height;
        corners[i++] = {float((inset + width / 2 + x * cosine - y * sine) * dots - 0.5),
                        float((inset + height / 2 + x * sine + y * cosine) * dots - 0.5)};
    }
    const double dense = resolution * part;
    hal::layDown(seen,
                 place.target.isEmpty() ? hal::samplePaper(dense, place.number)
                                        : hal::sampleTarget(dense, place.target, place.scale),
                 corners);
    if (place.light < 1)
        seen *= place.light;
    return seen;
}

} // namespace kiosk::sane::emulator
