#include <kiosk/hal/skew.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kiosk::hal
{

namespace
{

constexpr int skewSide = 800;   // pixels
constexpr double mostSkew = 10; // degrees
constexpr double coarse = 0.5;
constexpr double fine = 0.05;
constexpr double leastContrast = 1.15; // of the best angle to the mean of all: less is no writing

/// How much rows of ink and rows of paper differ when seen at that slope.
double rowContrast(const std::vector<cv::Point> &ink, double degrees, int rows, int columns)
{
    const double slope = std::tan(degrees * CV_PI / 180);
    const int margin = int(columns * std::tan(mostSkew * CV_PI / 180)) + 2;
    std::vector<int> counts(size_t(rows + 2 * margin), 0);
    for (const cv::Point &point : ink)
        ++counts[size_t(point.y - int(std::lround(point.x * slope)) + margin)];
    double sum = 0;
    for (size_t i = 1; i < counts.size(); ++i) {
        const double step = double(counts[i]) - counts[i - 1];
        sum += step * step;
    }
    return sum;
}

/// Points of ink, without large dark areas and without the picture's rim.
std::vector<cv::Point> inkOf(const cv::Mat &picture)
{
    cv::Mat small, mask;
    const double scale = std::min(1.0, double(skewSide) / std::max(picture.cols, picture.rows));
    cv::resize(picture, small, {}, scale, scale, cv::INTER_AREA);
    if (small.channels() == 3)
        cv::cvtColor(small, small, cv::COLOR_BGR2GRAY);
    cv::adaptiveThreshold(small, mask, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY_INV, 31, 20);
    const int rim = skewSide / 40;
    std::vector<cv::Point> ink;
    if (mask.cols > 4 * rim && mask.rows > 4 * rim)
        cv::findNonZero(mask(cv::Rect(rim, rim, mask.cols - 2 * rim, mask.rows - 2 * rim)), ink);
    return ink;
}

} // namespace

double skewOf(const cv::Mat &picture)
{
    const std::vector<cv::Point> ink = inkOf(picture);
    if (ink.size() < 200)
        return 0;
    double best = 0, most = 0, sum = 0;
    int tried = 0;
    for (double degrees = -mostSkew; degrees <= mostSkew; degrees += coarse, ++tried) {
        const double contrast = rowContrast(ink, degrees, skewSide, skewSide);
        sum += contrast;
        if (contrast > most) {
            most = contrast;
            best = degrees;
        }
    }
    if (most < leastContrast * sum / tried)
        return 0;
    const double middle = best;
    for (double degrees = middle - coarse; degrees <= middle + coarse; degrees += fine) {
        const double contrast = rowContrast(ink, degrees, skewSide, skewSide);
        if (contrast > most) {
            most = contrast;
            best = degrees;
        }
    }
    return best;
}

} // namespace kiosk::hal
