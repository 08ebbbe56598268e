#include "finger.h"

#include <cmath>
#include <numbers>
#include <random>
#include <vector>

namespace kiosk::fprint::emulator
{

namespace
{

constexpr double ridgePeriod = 9; ///< pixels: 0.46 mm
constexpr int minutiae = 40;

struct Point {
    double x, y, sign;
};

} // namespace

/// A ridge pattern is a wave; a ridge that ends or forks is a place around which its phase turns once.
QByteArray fingerPicture(quint32 seed, int right, int down)
{
    std::mt19937 chance(seed);
    const auto between = [&](double least, double most) {
        return least + (most - least) * double(chance()) / double(std::mt19937::max());
    };
    std::vector<Point> points;
    points.reserve(minutiae);
    for (int at = 0; at < minutiae; ++at)
        points.push_back(
            {between(30, fingerWidth - 30), between(30, fingerHeight - 30), at % 2 == 0 ? 1.0 : -1.0});
    const double coreX = between(100, 156), coreY = between(110, 190), stretch = between(0.7, 1.3);
    QByteArray picture;
    picture.reserve(qsizetype(fingerWidth) * fingerHeight);
    for (int row = 0; row < fingerHeight; ++row)
        for (int column = 0; column < fingerWidth; ++column) {
            const double x = column - right, y = row - down;
            double phase = 2 * std::numbers::pi * std::hypot(x - coreX, (y - coreY) * stretch) / ridgePeriod;
            for (const Point &point : points)
                phase += point.sign * std::atan2(y - point.y, x - point.x);
            picture.append(char(int(127.5 + 120 * std::cos(phase))));
        }
    return picture;
}

} // namespace kiosk::fprint::emulator
