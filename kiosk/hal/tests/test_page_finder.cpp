// Pages in pictures that are drawn, so that it is known to parts of a pixel where they lie.
#include <kiosk/hal/page_finder.h>
#include <kiosk/hal/page_judge.h>
#include <kiosk/hal/page_picture.h>
#include <kiosk/hal/sample_paper.h>
#include <kiosk/hal/skew.h>

#include <opencv2/imgproc.hpp>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

const cv::Size cameraSize(1600, 1200);
constexpr double closeBy = 2.0; // pixels of 1600: half a millimetre on the page

/// As a document camera sees it: A4 across the picture, tilted by the perspective, turned by degrees.
PageCorners placed(double degrees, double tilt, cv::Point2f middle = {800, 600}, double height = 1000)
{
    const double width = height / 1.4142;
    const std::array<cv::Point2d, 4> flat{{{-width / 2, -height / 2},
                                           {width / 2, -height / 2},
                                           {width / 2, height / 2},
                                           {-width / 2, height / 2}}};
    const double cosine = std::cos(degrees * CV_PI / 180), sine = std::sin(degrees * CV_PI / 180);
    PageCorners corners;
    for (size_t i = 0; i < 4; ++i) {
        const cv::Point2d turned(flat[i].x * cosine - flat[i].y * sine,
                                 flat[i].x * sine + flat[i].y * cosine);
        const double depth = 1 - tilt * turned.y / height; // farther away above
        corners[i] = cv::Point2f(float(turned.x / depth), float(turned.y / depth)) + middle;
    }
    return corners;
}

cv::Mat scene(const char *table, const PageCorners &corners, int number = 5)
{
    cv::Mat picture = sampleTable(cameraSize, QLatin1String(table));
    layDown(picture, samplePaper(110, number), corners);
    return picture;
}

/// Of the corners, whichever is called the first.
double worstError(const PageCorners &found, const PageCorners &wanted)
{
    double best = 1e9;
    for (size_t turn = 0; turn < 4; ++turn) {
        double worst = 0;
        for (size_t i = 0; i < 4; ++i) {
            const cv::Point2f away = found[(i + turn) % 4] - wanted[i];
            worst = std::max(worst, double(std::hypot(away.x, away.y)));
        }
        best = std::min(best, worst);
    }
    return best;
}

double errorOf(const cv::Mat &picture, const PageCorners &wanted)
{
    const auto page = findPage(picture);
    REQUIRE(page);
    const double error = worstError(page->corners, wanted);
    UNSCOPED_INFO("error " << error << " px");
    return error;
}

OperationContext soon()
{
    return {Deadline::in(20s), {}};
}

ScanRequest fromCamera(int resolution = 150)
{
    return {ScanSource::Camera, resolution, true, {210, 297}};
}

} // namespace

TEST_CASE("a page is found on every table, turned and in perspective, to two pixels of 1600")
{
    const char *below = GENERATE("dark", "wood", "checked", "light");
    const auto [degrees, tilt] = GENERATE(table<double, double>({{0, 0.25}, {-20, 0}, {43, 0.2}}));
    INFO(below << ", " << degrees << " degrees, tilt " << tilt);
    const PageCorners corners = placed(degrees, tilt, {800, 600}, 850);
    CHECK(errorOf(scene(below, corners), corners) < closeBy);
}

TEST_CASE("a shadow across the page, and noise, do not move its corners")
{
    const PageCorners corners = placed(5, 0.15);
    cv::Mat picture = scene("wood", corners);
    cv::Mat shadow(picture.size(), CV_8UC3, cv::Scalar::all(255));
    cv::fillConvexPoly(shadow, std::vector<cv::Point>{{900, 0}, {1600, 0}, {1600, 1200}, {600, 1200}},
                       cv::Scalar::all(150), cv::LINE_AA);
    cv::GaussianBlur(shadow, shadow, {}, 12);
    cv::multiply(picture, shadow, picture, 1.0 / 255);
    cv::Mat noise(picture.size(), CV_16SC3), noisy;
    cv::RNG(3).fill(noise, cv::RNG::NORMAL, 0, 5);
    picture.convertTo(noisy, CV_16SC3);
    noisy += noise;
    noisy.convertTo(picture, CV_8UC3);
    CHECK(errorOf(picture, corners) < closeBy);
}

TEST_CASE("a page that is hardly lighter than the table is found")
{
    const PageCorners corners = placed(-4, 0.1);
    cv::Mat picture = sampleTable(cameraSize, QStringLiteral("light"));
    cv::Mat sheet = samplePaper(110, 5);
    sheet -= cv::Scalar(24, 24, 24); // 12 levels above the table
    layDown(picture, sheet, corners);
    CHECK(errorOf(picture, corners) < 2 * closeBy);
}

TEST_CASE("where no page is, none is found")
{
    const char *table = GENERATE("dark", "wood", "checked", "light");
    INFO(table);
    CHECK_FALSE(findPage(sampleTable(cameraSize, QLatin1String(table))));
    const ScannedPicture picture{sampleTable(cameraSize, QLatin1String(table)), 0};
    const auto page = pageOf(picture, fromCamera(), soon());
    REQUIRE_FALSE(page);
    CHECK(page.error().code == error::noMediaPresent);
}

TEST_CASE("a page that goes on past the picture's edge is told to be cut off")
{
    const PageCorners corners = placed(0, 0, {800, 900});
    const auto page = findPage(scene("dark", corners));
    REQUIRE(page);
    CHECK(page->cutOff);
    const auto result = pageOf({scene("dark", corners), 0}, fromCamera(), soon());
    REQUIRE(result);
    CHECK(result->advice.contains(QStringLiteral("pageCutOff")));
}

TEST_CASE("of two pages the larger one is taken, and the other is told")
{
    const PageCorners large = placed(3, 0, {450, 600}, 950), small = placed(-5, 0, {1180, 560}, 760);
    cv::Mat picture = scene("wood", large);
    layDown(picture, samplePaper(110, 9), small);
    const auto page = findPage(picture);
    REQUIRE(page);
    CHECK(worstError(page->corners, large) < closeBy);
    CHECK(page->others == 1);
    const auto result = pageOf({picture, 0}, fromCamera(), soon());
    REQUIRE(result);
    CHECK(result->advice == QStringList{QStringLiteral("severalPages")});
    CHECK(readSampleNumber(result->pixels) == 5);
}

TEST_CASE("what comes out is A4 to the pixel, upright as it lay, with white paper and a good page's silence")
{
    const auto result = pageOf({scene("dark", placed(8, 0.2), 77), 0}, fromCamera(), soon());
    REQUIRE(result);
    CHECK(result->pixels.size() == cv::Size(1240, 1754));
    CHECK(result->size.width == 210);
    CHECK(result->size.height == 297);
    CHECK(result->found);
    CHECK_FALSE(result->blank);
    CHECK(result->advice.join(u' ').toStdString().empty());
    CHECK(readSampleNumber(result->pixels) == 77);
    const cv::Scalar paper = cv::mean(result->pixels(cv::Rect(1000, 40, 150, 40)));
    for (int channel = 0; channel < 3; ++channel)
        CHECK(paper[channel] == Approx(245).margin(4));
    // The lines of the table are where they were drawn: at 215 mm and 255 mm, from 25 mm to 185 mm.
    cv::Mat grey;
    cv::cvtColor(result->pixels, grey, cv::COLOR_BGR2GRAY);
    for (const double y : {215.0, 255.0})
        for (const double x : {30.0, 100.0, 180.0}) {
            const cv::Rect column(dotsOf(x, 150), dotsOf(y, 150) - 12, 1, 24);
            cv::Point darkest;
            cv::minMaxLoc(grey(column), nullptr, nullptr, &darkest);
            INFO(x << ", " << y);
            CHECK(std::abs(darkest.y - 12) <= 3); // half a millimetre
        }
}

TEST_CASE("a page that lies across comes out across")
{
    const auto result = pageOf({scene("dark", placed(90, 0)), 0}, fromCamera(75), soon());
    REQUIRE(result);
    CHECK(result->pixels.size() == cv::Size(877, 620));
}

TEST_CASE("a blurred page is told; one that is only small in the picture is not")
{
    const auto small = pageOf({scene("dark", placed(2, 0.1, {800, 600}, 600)), 0}, fromCamera(), soon());
    REQUIRE(small);
    CHECK(small->advice.isEmpty());
    const double blur = GENERATE(0.0, 0.1, 0.4, 0.8); // millimetres
    INFO(blur << " mm");
    cv::Mat picture = scene("dark", placed(2, 0.1));
    const double dots = 1000.0 / 297;
    if (blur > 0)
        cv::GaussianBlur(picture, picture, {}, blur * dots);
    const auto result = pageOf({picture, 0}, fromCamera(), soon());
    REQUIRE(result);
    CHECK(result->advice.contains(QStringLiteral("pageBlurred")) == (blur >= 0.4));
}

TEST_CASE("a reflection on the page is told; white paper in good light is none")
{
    cv::Mat picture = scene("wood", placed(2, 0.1));
    picture.convertTo(picture, CV_8UC3, 0.8);
    cv::Mat spot = picture.clone();
    cv::circle(spot, {700, 500}, 70, cv::Scalar::all(255), cv::FILLED, cv::LINE_AA);
    const auto plain = pageOf({picture, 0}, fromCamera(), soon());
    const auto shining = pageOf({spot, 0}, fromCamera(), soon());
    REQUIRE(plain);
    REQUIRE(shining);
    CHECK(plain->advice.isEmpty());
    CHECK(shining->advice.contains(QStringLiteral("pageGlare")));
    cv::Mat bright = scene("wood", placed(2, 0.1));
    bright += cv::Scalar::all(20);
    const auto lit = pageOf({bright, 0}, fromCamera(), soon());
    REQUIRE(lit);
    CHECK_FALSE(lit->advice.contains(QStringLiteral("pageGlare")));
}

TEST_CASE("writing on a scan without edges is straightened")
{
    const double degrees = GENERATE(-6.3, -1.5, 0.0, 0.8, 4.0);
    INFO(degrees);
    const cv::Mat sheet = samplePaper(150, 5);
    cv::Mat turned;
    const cv::Point2f middle(float(sheet.cols) / 2, float(sheet.rows) / 2);
    cv::warpAffine(sheet, turned, cv::getRotationMatrix2D(middle, -degrees, 1), sheet.size(),
                   cv::INTER_LINEAR, cv::BORDER_CONSTANT, cv::Scalar(240, 246, 248));
    CHECK(skewOf(turned) == Approx(degrees).margin(0.15));
    const auto page = pageOf({turned, 150}, {ScanSource::Flatbed, 150, true, {210, 297}}, soon());
    REQUIRE(page);
    CHECK_FALSE(page->found);
    CHECK(page->pixels.size() == cv::Size(1240, 1754));
    CHECK(std::abs(skewOf(page->pixels)) < 0.2);
}

TEST_CASE("on glass a sheet of another size keeps its own, and an empty glass is none")
{
    cv::Mat glass(dotsOf(297, 150), dotsOf(216, 150), CV_8UC3, cv::Scalar(90, 90, 90)); // a grey lid
    cv::Mat card = samplePaper(75, 3); // 620 × 877 dots: 105 × 148.5 mm of 150 dpi, A6
    card.copyTo(glass(cv::Rect(80, 60, card.cols, card.rows)));
    const ScanRequest request{ScanSource::Flatbed, 150, true, {210, 297}};
    const auto page = pageOf({glass, 150}, request, soon());
    REQUIRE(page);
    CHECK(page->found);
    CHECK(page->size.width == Approx(105).margin(0.5));
    CHECK(page->size.height == Approx(148.5).margin(0.5));
    const auto empty = pageOf({cv::Mat(1754, 1240, CV_8UC1, cv::Scalar(250)), 150}, request, soon());
    REQUIRE_FALSE(empty);
    CHECK(empty.error().code == error::noMediaPresent);
    // The white back of a sheet in a feeder is a page.
    const auto back = pageOf({cv::Mat(1754, 1240, CV_8UC1, cv::Scalar(250)), 150},
                             {ScanSource::FeederDuplex, 150, true, {210, 297}}, soon());
    REQUIRE(back);
    CHECK(back->blank);
}

TEST_CASE("a page is given up as soon as nobody wants it")
{
    OperationContext context = soon();
    context.cancel.cancel();
    const auto page = pageOf({scene("dark", placed(0, 0)), 0}, fromCamera(), context);
    REQUIRE_FALSE(page);
    CHECK(page.error().code == error::canceled);
}
