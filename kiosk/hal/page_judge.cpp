#include <kiosk/hal/page_judge.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <optional>
#include <vector>

namespace kiosk::hal
{

namespace
{

constexpr double judgedResolution = 150;
constexpr double fieldSide = 10;  // mm
constexpr double leastRange = 30; // levels of grey: less is noise
constexpr int judgedSide = 800;   // pixels

cv::Mat greyOf(const cv::Mat &page)
{
    if (page.channels() == 1)
        return page;
    cv::Mat grey;
    cv::cvtColor(page, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

/// The width of edges in one field of a page, in pixels: its range of brightness by its steepest change.
/// Nothing where there is hardly anything to see.
std::optional<double> edgeWidth(const cv::Mat &grey, const cv::Mat &slope)
{
    std::vector<uchar> levels;
    std::vector<float> slopes;
    for (int y = 0; y < grey.rows; ++y) {
        levels.insert(levels.end(), grey.ptr(y), grey.ptr(y) + grey.cols);
        slopes.insert(slopes.end(), slope.ptr<float>(y), slope.ptr<float>(y) + slope.cols);
    }
    const auto share = [](auto &values, double part) {
        const auto at = values.begin() + std::ptrdiff_t(double(values.size() - 1) * part);
        std::nth_element(values.begin(), at, values.end());
        return double(*at);
    };
    const double range = share(levels, 0.99) - share(levels, 0.01);
    const double steepest = share(slopes, 0.995);
    if (range < leastRange || steepest <= 0)
        return std::nullopt;
    return range / steepest;
}

int medianOf(const cv::Mat &grey)
{
    std::vector<int> counts(256, 0);
    for (int y = 0; y < grey.rows; ++y)
        for (int x = 0; x < grey.cols; ++x)
            ++counts[grey.at<uchar>(y, x)];
    int level = 0;
    for (size_t seen = 0; level < 255; ++level)
        if ((seen += size_t(counts[size_t(level)])) * 2 >= grey.total())
            break;
    return level;
}

cv::Mat smallOf(const cv::Mat &page)
{
    cv::Mat small;
    const double scale = std::min(1.0, double(judgedSide) / std::max(page.cols, page.rows));
    cv::resize(page, small, {}, scale, scale, cv::INTER_AREA);
    return greyOf(small);
}

} // namespace

double blurOf(const cv::Mat &page, double resolution)
{
    cv::Mat seen = page, across, down, slope;
    const double scale = std::min(1.0, judgedResolution / resolution);
    if (scale < 1)
        cv::resize(page, seen, {}, scale, scale, cv::INTER_AREA);
    const cv::Mat grey = greyOf(seen);
    cv::Sobel(grey, across, CV_32F, 1, 0, 3, 1.0 / 8);
    cv::Sobel(grey, down, CV_32F, 0, 1, 3, 1.0 / 8);
    cv::magnitude(across, down, slope);
    const double dots = resolution * scale / 25.4;
    const int field = std::max(16, int(fieldSide * dots));
    std::vector<double> widths;
    for (int y = 0; y + field <= grey.rows; y += field)
        for (int x = 0; x + field <= grey.cols; x += field) {
            const cv::Rect box(x, y, field, field);
            if (const auto width = edgeWidth(grey(box), slope(box)))
                widths.push_back(*width);
        }
    if (widths.empty())
        return 0;
    const auto middle = widths.begin() + std::ptrdiff_t(widths.size() / 2);
    std::nth_element(widths.begin(), middle, widths.end());
    // Of an edge that is blurred by s the steepest change is its height by 2.5 s. Dots alone make it two
    // wide.
    const double blurred = *middle / 2.5, sharp = 2 / 2.5;
    return std::sqrt(std::max(blurred * blurred - sharp * sharp, 0.0)) / dots;
}

double glareOf(const cv::Mat &page)
{
    const cv::Mat grey = smallOf(page);
    if (medianOf(grey) > 235) // all of it is white
        return 0;
    cv::Mat white, labels, sizes, centres;
    cv::threshold(grey, white, 250, 255, cv::THRESH_BINARY);
    cv::morphologyEx(white, white, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_ELLIPSE, {7, 7}));
    const int count = cv::connectedComponentsWithStats(white, labels, sizes, centres);
    int largest = 0;
    for (int i = 1; i < count; ++i)
        largest = std::max(largest, sizes.at<int>(i, cv::CC_STAT_AREA));
    return double(largest) / double(grey.total());
}

bool isBlank(const cv::Mat &page)
{
    const cv::Mat grey = smallOf(page);
    const int rim = std::min(grey.cols, grey.rows) / 20;
    const cv::Mat inner = grey(cv::Rect(rim, rim, grey.cols - 2 * rim, grey.rows - 2 * rim));
    cv::Mat other;
    cv::absdiff(inner, cv::Scalar(medianOf(inner)), other);
    cv::threshold(other, other, 24, 255, cv::THRESH_BINARY);
    return cv::countNonZero(other) < int(double(inner.total()) * 0.0003);
}

} // namespace kiosk::hal
