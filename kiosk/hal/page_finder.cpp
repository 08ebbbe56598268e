#include <kiosk/hal/page_finder.h>

#include <kiosk/hal/page_sides.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>

namespace kiosk::hal
{

namespace
{

constexpr int searchedSide = 640;     // pixels that are searched: edges stay, writing goes
constexpr double leastArea = 0.06;    // of the picture
constexpr double leastAgreeing = 0.6; // a hand or a clip may cover the rest
constexpr double leastAngle = 50;     // degrees of a corner; a page seen from that far aside is unreadable
constexpr int levelStep = 12;

struct Candidate {
    PageCorners corners;
    double area = 0; ///< of the picture
    double score = 0;
    int atEdge = 0; ///< sides that are the picture's edge
};

double areaOf(const PageCorners &corners)
{
    return cv::contourArea(std::vector<cv::Point2f>(corners.begin(), corners.end()));
}

/// Clockwise, from the corner that is next to the picture's upper left.
PageCorners ordered(std::vector<cv::Point2f> corners)
{
    if (cv::contourArea(corners, true) < 0)
        std::reverse(corners.begin(), corners.end());
    const auto first = std::min_element(corners.begin(), corners.end(),
                                        [](cv::Point2f a, cv::Point2f b) { return a.x + a.y < b.x + b.y; });
    std::rotate(corners.begin(), first, corners.end());
    return {corners[0], corners[1], corners[2], corners[3]};
}

double angleAt(cv::Point2f before, cv::Point2f corner, cv::Point2f after)
{
    const cv::Point2f a = before - corner, b = after - corner;
    const double lengths = std::hypot(a.x, a.y) * std::hypot(b.x, b.y);
    return lengths < 1 ? 0 : std::acos(std::clamp(double(a.dot(b)) / lengths, -1.0, 1.0)) * 180 / CV_PI;
}

bool looksFlat(const PageCorners &corners)
{
    for (size_t i = 0; i < 4; ++i) {
        const double angle = angleAt(corners[(i + 3) % 4], corners[i], corners[(i + 1) % 4]);
        if (angle < leastAngle || angle > 180 - leastAngle)
            return false;
    }
    return true;
}

bool isAtEdge(cv::Point2f from, cv::Point2f to, cv::Size size)
{
    const auto both = [](float a, float b, float limit) {
        return a <= 3 && b <= 3 ? true : a >= limit && b >= limit;
    };
    return both(from.x, to.x, float(size.width) - 4) || both(from.y, to.y, float(size.height) - 4);
}

/// Four corners of a shape that has about four.
std::optional<PageCorners> corneredShape(const std::vector<cv::Point> &contour)
{
    std::vector<cv::Point> hull, corners;
    cv::convexHull(contour, hull);
    const double length = cv::arcLength(hull, true);
    for (double part = 0.01; part <= 0.06 && (corners.empty() || corners.size() > 4); part += 0.01)
        cv::approxPolyDP(hull, corners, part * length, true);
    if (corners.size() != 4)
        return std::nullopt;
    return ordered({corners.begin(), corners.end()});
}

class Search
{
public:
    explicit Search(const cv::Mat &grey) : m_grey(grey), m_whole(double(grey.cols) * grey.rows) {}

    void lookAt(const cv::Mat &mask)
    {
        std::vector<std::vector<cv::Point>> contours;
        cv::findContours(mask, contours, cv::RETR_LIST, cv::CHAIN_APPROX_SIMPLE);
        for (const auto &contour : contours)
            if (cv::contourArea(contour) >= leastArea * m_whole)
                consider(contour);
    }
    [[nodiscard]] const std::vector<Candidate> &found() const { return m_found; }

private:
    void consider(const std::vector<cv::Point> &contour)
    {
        const auto corners = corneredShape(contour);
        if (!corners || !looksFlat(*corners))
            return;
        // A shape with bays and bulges is no sheet.
        if (cv::contourArea(contour) < 0.85 * areaOf(*corners))
            return;
        Candidate candidate{*corners, areaOf(*corners) / m_whole, 0, 0};
        double agreeing = 1, step = 255, sum = 0;
        int lighter = 0;
        for (size_t i = 0; i < 4; ++i) {
            const cv::Point2f from = (*corners)[i], to = (*corners)[(i + 1) % 4];
            if (isAtEdge(from, to, m_grey.size())) {
                ++candidate.atEdge;
                continue;
            }
            const SideContrast contrast = contrastOf(m_grey, from, to);
            agreeing = std::min(agreeing, contrast.agreeing);
            step = std::min(step, std::abs(contrast.step));
            sum += contrast.agreeing;
            lighter += contrast.step > 0 ? 1 : -1;
        }
        const int sides = 4 - candidate.atEdge;
        // All around it is either lighter or darker than what it lies on: else it is part of a pattern.
        if (candidate.atEdge > 2 || agreeing < leastAgreeing || std::abs(lighter) != sides)
            return;
        // Of the same sheet's outlines the one that fits best; of sheets in each other the outer one.
        candidate.score = std::pow(candidate.area, 0.6) * (sum / sides) * std::min(step, 30.0);
        m_found.push_back(candidate);
    }

    const cv::Mat &m_grey;
    double m_whole;
    std::vector<Candidate> m_found;
};

void searchLevels(const cv::Mat &channel, Search &search)
{
    cv::Mat mask;
    const cv::Mat gaps = cv::getStructuringElement(cv::MORPH_RECT, {7, 7});
    for (int level = 36; level <= 250; level += levelStep) {
        cv::threshold(channel, mask, level, 255, cv::THRESH_BINARY);
        cv::morphologyEx(mask, mask, cv::MORPH_CLOSE, gaps);
        cv::morphologyEx(mask, mask, cv::MORPH_OPEN, gaps);
        search.lookAt(mask);
    }
}

void searchEdges(const cv::Mat &channel, Search &search)
{
    cv::Mat edges;
    for (const double level : {20.0, 50.0, 100.0}) {
        cv::Canny(channel, edges, level / 2, level, 3, true);
        cv::dilate(edges, edges, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
        search.lookAt(edges);
    }
}

/// The part of a that lies in b.
double overlap(const PageCorners &a, const PageCorners &b)
{
    std::vector<cv::Point2f> common;
    const double area = cv::intersectConvexConvex(std::vector<cv::Point2f>(a.begin(), a.end()),
                                                  std::vector<cv::Point2f>(b.begin(), b.end()), common);
    return area / std::max(areaOf(a), 1.0);
}

int othersBeside(const Candidate &best, const std::vector<Candidate> &all)
{
    std::vector<PageCorners> seen{best.corners};
    for (const Candidate &candidate : all) {
        const bool apart = std::all_of(seen.begin(), seen.end(), [&](const PageCorners &page) {
            return overlap(candidate.corners, page) < 0.15 && overlap(page, candidate.corners) < 0.15;
        });
        if (apart && candidate.area >= best.area / 3 && candidate.score >= best.score / 3)
            seen.push_back(candidate.corners);
    }
    return int(seen.size()) - 1;
}

} // namespace

std::optional<FoundPage> findPage(const cv::Mat &picture)
{
    if (picture.cols < 32 || picture.rows < 32)
        return std::nullopt;
    const double scale = std::min(1.0, double(searchedSide) / std::max(picture.cols, picture.rows));
    cv::Mat grey, small, least;
    if (picture.channels() == 3)
        cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    else
        grey = picture;
    cv::resize(picture, small, {}, scale, scale, cv::INTER_AREA);
    cv::medianBlur(small, small, 5);
    // Paper has much of every colour; a coloured table may be as bright, and lack one.
    if (small.channels() == 3) {
        std::vector<cv::Mat> channels;
        cv::split(small, channels);
        least = cv::min(cv::min(channels[0], channels[1]), channels[2]);
        cv::cvtColor(small, small, cv::COLOR_BGR2GRAY);
    }
    Search inGrey(small);
    searchLevels(small, inGrey);
    searchEdges(small, inGrey);
    std::vector<Candidate> found = inGrey.found();
    if (!least.empty()) {
        Search inLeast(least);
        searchLevels(least, inLeast);
        searchEdges(least, inLeast);
        found.insert(found.end(), inLeast.found().begin(), inLeast.found().end());
    }
    const auto best = std::max_element(
        found.begin(), found.end(), [](const Candidate &a, const Candidate &b) { return a.score < b.score; });
    if (best == found.end())
        return std::nullopt;
    FoundPage page{best->corners, best->atEdge > 0, othersBeside(*best, found)};
    for (cv::Point2f &corner : page.corners) // pixel centres
        corner = (corner + cv::Point2f(0.5F, 0.5F)) / float(scale) - cv::Point2f(0.5F, 0.5F);
    // The first time far enough to get past the edge of a shadow that the page casts.
    for (const double reach : {8.0, 4.0})
        page.corners = refined(grey, page.corners, std::clamp(reach / scale, reach, reach * 8));
    return page;
}

} // namespace kiosk::hal
