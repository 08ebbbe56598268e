#include <kiosk/hal/page_sides.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <cstddef>
#include <vector>

namespace kiosk::hal
{

namespace
{

constexpr int placesOnSide = 48;
constexpr double leastStep = 4;     // levels of grey; noise of a camera is about 2
constexpr float cornerPart = 0.06F; // of a side, where folds, fingers and clips are

/// Brightness between pixels; nothing outside.
std::optional<float> brightness(const cv::Mat &grey, cv::Point2f at)
{
    const int x = int(std::floor(at.x)), y = int(std::floor(at.y));
    if (!(at.x >= 0 && at.y >= 0) || x + 1 >= grey.cols || y + 1 >= grey.rows)
        return std::nullopt;
    const float right = at.x - float(x), below = at.y - float(y);
    const uchar *upper = grey.ptr(y) + x, *lower = grey.ptr(y + 1) + x;
    return (float(upper[0]) * (1 - right) + float(upper[1]) * right) * (1 - below) +
           (float(lower[0]) * (1 - right) + float(lower[1]) * right) * below;
}

struct Side {
    Side(cv::Point2f begin, cv::Point2f end) : from(begin), along(end - begin)
    {
        const float length = std::max(std::hypot(along.x, along.y), 1.0F);
        inwards = cv::Point2f(-along.y, along.x) / length;
        step = along / length;
    }
    [[nodiscard]] cv::Point2f place(int number) const
    {
        const float part = cornerPart + (1 - 2 * cornerPart) * float(number) / float(placesOnSide - 1);
        return from + along * part;
    }

    cv::Point2f from;
    cv::Point2f along;
    cv::Point2f inwards; ///< one pixel
    cv::Point2f step;    ///< one pixel
};

/// Smoothed along the side.
std::optional<float> smooth(const cv::Mat &grey, const Side &side, cv::Point2f at)
{
    float sum = 0;
    for (int i = -2; i <= 2; ++i) {
        const auto value = brightness(grey, at + side.step * float(i));
        if (!value)
            return std::nullopt;
        sum += *value;
    }
    return sum / 5;
}

/// Where, in pixels inwards from the place, the brightness changes most in the direction that `sign` says,
/// to parts of a pixel.
std::optional<double> edgeAt(const cv::Mat &grey, const Side &side, cv::Point2f place, double reach,
                             double sign)
{
    const int steps = int(reach);
    std::vector<float> profile;
    for (int i = -steps - 1; i <= steps + 1; ++i) {
        const auto value = smooth(grey, side, place + side.inwards * float(i));
        profile.push_back(value.value_or(-1));
    }
    int best = 0;
    double most = leastStep / 2;
    const auto change = [&](int i) {
        const float before = profile[size_t(i - 1)], after = profile[size_t(i + 1)];
        return before < 0 || after < 0 ? 0.0 : sign * double(after - before);
    };
    const int last = int(profile.size()) - 2;
    for (int i = 1; i <= last; ++i)
        if (change(i) > most) {
            most = change(i);
            best = i;
        }
    if (best <= 1 || best >= last)
        return std::nullopt;
    const double left = change(best - 1), right = change(best + 1);
    const double bend = left - 2 * most + right;
    const double shift = bend < -1e-6 ? std::clamp((left - right) / (2 * bend), -0.5, 0.5) : 0;
    return double(best - steps - 1) + shift;
}

struct Line {
    cv::Point2f through;
    cv::Point2f direction;
};

/// The line through the places where the edge is, without those that are beside it.
Line sideLine(const cv::Mat &grey, const Side &side, double reach, double sign)
{
    std::vector<cv::Point2f> points;
    for (int i = 0; i < placesOnSide; ++i)
        if (const auto edge = edgeAt(grey, side, side.place(i), reach, sign))
            points.push_back(side.place(i) + side.inwards * float(*edge));
    Line line{side.from, side.along};
    for (int round = 0; round < 3 && points.size() >= placesOnSide / 3; ++round) {
        cv::Vec4f fitted;
        cv::fitLine(points, fitted, cv::DIST_HUBER, 0, 0.01, 0.01);
        line = {{fitted[2], fitted[3]}, {fitted[0], fitted[1]}};
        const double most = round == 0 ? std::max(2.0, reach / 4) : 1.5;
        std::erase_if(points, [&](cv::Point2f point) {
            const cv::Point2f away = point - line.through;
            return std::abs(away.x * line.direction.y - away.y * line.direction.x) > most;
        });
    }
    return line;
}

std::optional<cv::Point2f> crossing(const Line &a, const Line &b)
{
    const double across = double(a.direction.x) * b.direction.y - double(a.direction.y) * b.direction.x;
    const double size = std::hypot(a.direction.x, a.direction.y) * std::hypot(b.direction.x, b.direction.y);
    if (std::abs(across) < 0.2 * size)
        return std::nullopt;
    const cv::Point2f between = b.through - a.through;
    const double t = (double(between.x) * b.direction.y - double(between.y) * b.direction.x) / across;
    return a.through + a.direction * float(t);
}

} // namespace

SideContrast contrastOf(const cv::Mat &grey, cv::Point2f from, cv::Point2f to)
{
    const Side side(from, to);
    std::vector<double> steps;
    int outside = 0;
    for (int i = 0; i < placesOnSide; ++i) {
        // Not at the very edge, which is unsharp and may be a pixel or two from where it is thought to be.
        const auto inner = smooth(grey, side, side.place(i) + side.inwards * 4.0F);
        const auto outer = smooth(grey, side, side.place(i) - side.inwards * 4.0F);
        if (inner && outer)
            steps.push_back(double(*inner - *outer));
        else
            ++outside;
    }
    if (steps.empty())
        return {0, 1};
    std::vector<double> sorted = steps;
    std::nth_element(sorted.begin(), sorted.begin() + std::ptrdiff_t(sorted.size() / 2), sorted.end());
    const double median = sorted[sorted.size() / 2];
    const auto agreeing = std::count_if(steps.begin(), steps.end(), [median](double step) {
        return std::abs(step) >= leastStep && (step > 0) == (median > 0);
    });
    return {median, double(agreeing + outside) / placesOnSide};
}

PageCorners refined(const cv::Mat &grey, const PageCorners &corners, double reach)
{
    // All around, a sheet is lighter or darker than what it lies on; one side may be taken for that of its
    // shadow.
    double step = 0;
    for (size_t i = 0; i < 4; ++i)
        step += contrastOf(grey, corners[i], corners[(i + 1) % 4]).step;
    std::array<std::optional<Line>, 4> lines;
    for (size_t i = 0; i < 4; ++i) {
        const cv::Point2f from = corners[i], to = corners[(i + 1) % 4];
        lines[i] = sideLine(grey, Side(from, to), reach, step < 0 ? -1 : 1);
    }
    PageCorners result = corners;
    for (size_t i = 0; i < 4; ++i) {
        const auto corner = crossing(*lines[(i + 3) % 4], *lines[i]);
        if (!corner)
            continue;
        const cv::Point2f moved = *corner - corners[i];
        if (std::hypot(moved.x, moved.y) <= 3 * reach)
            result[i] = *corner;
    }
    return result;
}

} // namespace kiosk::hal
