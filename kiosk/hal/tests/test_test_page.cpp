// The page that a terminal prints to be tested with, as a scanner sees it.
#include <kiosk/hal/calibration_page.h>
#include <kiosk/hal/sample_paper.h>
#include <kiosk/hal/test_page.h>

#include <opencv2/imgproc.hpp>

#include <catch2/catch.hpp>

using namespace kiosk::hal;

namespace
{

constexpr SizeMillimetres a4{210, 297};
const QString code = QStringLiteral("KIOSK-TEST-0badcafe");

} // namespace

TEST_CASE("the calibration page is read: its code, and its true size")
{
    const int resolution = GENERATE(150, 300);
    const auto reading = readTestPage(sampleTarget(resolution, code), a4);
    CHECK(reading.code == code);
    CHECK(reading.across == Approx(100).margin(0.3));
    CHECK(reading.down == Approx(100).margin(0.3));
}

TEST_CASE("what was printed or scanned too small or too large is measured")
{
    const double scale = GENERATE(0.97, 0.99, 1.02);
    const auto reading = readTestPage(sampleTarget(300, code, scale), a4);
    CHECK(reading.code == code);
    CHECK(reading.across == Approx(100 * scale).margin(0.3));
    CHECK(reading.down == Approx(100 * scale).margin(0.3));
}

TEST_CASE("a page that lies on its head is read as well")
{
    cv::Mat page = sampleTarget(300, code);
    cv::rotate(page, page, cv::ROTATE_180);
    const auto reading = readTestPage(page, a4);
    CHECK(reading.code == code);
    CHECK(reading.across == Approx(100).margin(0.3));
}

TEST_CASE("another page, half of one, a code of nobody's and a sheet without codes are none")
{
    CHECK(readTestPage(samplePaper(150, 7), a4).code.isEmpty());
    CHECK(readTestPage(sampleTarget(150, QStringLiteral("https://example.invalid")), a4).code.isEmpty());
    CHECK(readTestPage(sampleTarget(150, code), {102, 152}).code.isEmpty());
    CHECK(readTestPage(cv::Mat(), a4).code.isEmpty());
    cv::Mat half = sampleTarget(150, code);
    half.rowRange(half.rows / 2, half.rows).setTo(cv::Scalar::all(250));
    const auto reading = readTestPage(half, a4);
    CHECK(reading.code.isEmpty());
    CHECK(reading.across == 0);
}

TEST_CASE("the light of the paper counts, not what is printed on it or lies around it")
{
    const cv::Mat page = sampleTarget(75, code);
    CHECK(paperLight(page) == Approx(96).margin(2));
    CHECK(paperLight(page * 0.4) == Approx(38).margin(2));
}
