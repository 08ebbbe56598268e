#include "code_recognizer.h"

#include "../emulator/code_picture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/stand_in.h>

#include <opencv2/imgproc.hpp>

#include <QElapsedTimer>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::camerascanner;
using emulator::Holding;
using hal::Symbology;

namespace
{

const QByteArray wangsCode = "4249900001990010100179900000000";

cv::Mat viewOf(const Holding &holding, Symbology symbology = Symbology::QrCode,
               const QByteArray &data = wangsCode)
{
    cv::Mat view = emulator::emptyView();
    const Status held = emulator::hold(view, data, symbology, holding);
    INFO((held ? std::string() : held.error().detail.toStdString()));
    REQUIRE(held);
    return view;
}

/// What is read of it; empty = nothing.
std::string readOf(const cv::Mat &view, const QList<Symbology> &formats = {}, Milliseconds time = 5s)
{
    CodeRecognizer recognizer(formats);
    const auto code = recognizer.find(view, Deadline::in(time), {});
    return code ? wordOf(code->symbology).toStdString() + ": " + code->data.toStdString() : std::string();
}

const std::string wangs = "qrCode: " + wangsCode.toStdString();

} // namespace

TEST_CASE("a QR code is read however it is turned and tilted")
{
    for (int turned = 0; turned < 360; turned += 20) {
        for (const double tilted : {0.0, 0.25}) {
            INFO("turned " << turned << ", tilted " << tilted);
            CHECK(readOf(viewOf({.turned = double(turned), .tilted = tilted})) == wangs);
        }
    }
}

TEST_CASE("a QR code is read small and large, out of focus, pale, in bad light")
{
    const Holding holdings[] = {
        {.size = 74}, // two pixels a module
        {.size = 100},
        {.size = 560},
        {.blur = 3},
        {.size = 150, .blur = 1.6},
        {.contrast = 0.12},
        {.contrast = 0.3, .noise = 12},
        {.noise = 40},
        {.glare = true},
        {.turned = 20, .blur = 1.5, .glare = true},
        {.shadow = true},
        {.turned = 33, .tilted = 0.2, .contrast = 0.4, .shadow = true},
        {.inverted = true},
        {.turned = 200, .inverted = true},
    };
    for (const Holding &holding : holdings) {
        INFO("case " << (&holding - holdings));
        CHECK(readOf(viewOf(holding)) == wangs);
    }
}

TEST_CASE("other kinds of codes are read, and only those that are wanted")
{
    const struct {
        Symbology symbology;
        QByteArray data;
    } codes[] = {{Symbology::DataMatrix, "A-990000-7"}, {Symbology::Aztec, "A-990000-7"},
                 {Symbology::Pdf417, "A-990000-7"},     {Symbology::Code128, "A-990000-7"},
                 {Symbology::Code39, "A-990000-7"},     {Symbology::Ean13, "6901234567892"}};
    for (const auto &code : codes) {
        const std::string expected = wordOf(code.symbology).toStdString() + ": " + code.data.toStdString();
        INFO(expected);
        const cv::Mat view = viewOf({.size = 420}, code.symbology, code.data);
        CHECK(readOf(view) == expected);
        CHECK(readOf(view, {code.symbology}) == expected);
        CHECK(readOf(view, {Symbology::QrCode}, 1s).empty());
    }
    CHECK(isLinear(Symbology::Ean13));
    CHECK_FALSE(isLinear(Symbology::QrCode));
}

TEST_CASE("what a code holds comes as it is: Chinese, bytes, long texts")
{
    CHECK(readOf(viewOf({}, Symbology::QrCode, "样张 无效")) == "qrCode: 样张 无效");
    const QByteArray longest(800, 'x');
    CHECK(readOf(viewOf({.size = 560}, Symbology::QrCode, longest)) == "qrCode: " + longest.toStdString());
}

TEST_CASE("of two codes the one in the middle is taken")
{
    cv::Mat view = emulator::emptyView();
    REQUIRE(emulator::hold(view, "neighbour", Symbology::QrCode, {.size = 150, .middle = 0.15}));
    REQUIRE(emulator::hold(view, wangsCode, Symbology::QrCode, {.size = 150, .middle = 0.55}));
    CHECK(readOf(view) == wangs);
}

TEST_CASE("where there is no code, none is seen")
{
    CHECK(readOf(emulator::emptyView()).empty());
    CHECK(readOf(cv::Mat(1, 1, CV_8UC1, cv::Scalar::all(0))).empty());
    CHECK(readOf(cv::Mat()).empty());
    cv::RNG random(7);
    for (int picture = 0; picture < 3; ++picture) {
        cv::Mat view(480, 640, CV_8UC1);
        random.fill(view, cv::RNG::UNIFORM, 0, 256);
        if (picture % 2 == 1) { // stripes, as bars have
            cv::resize(view.row(0).clone(), view, view.size(), 0, 0, cv::INTER_NEAREST);
            cv::GaussianBlur(view, view, {0, 0}, picture);
        }
        CHECK(readOf(view, {}, 1s).empty());
        cv::Mat person;
        cv::cvtColor(v4l2::drawScene({640, 480}, quint64(picture)), person, cv::COLOR_BGR2GRAY);
        CHECK(readOf(person, {}, 1s).empty());
    }
}

TEST_CASE("the search ends in time and when it is cancelled, and goes on where it was")
{
    // Found by a rung of the ladder only.
    const cv::Mat view = viewOf({.size = 200, .inverted = true});
    CodeRecognizer recognizer({Symbology::QrCode});
    int pictures = 0;
    while (!recognizer.find(view, Deadline::in(0ms), {}) && pictures < 100)
        ++pictures;
    CHECK(pictures == 100); // the picture as it is, and no more
    pictures = 0;
    while (!recognizer.find(view, Deadline::in(3ms * test::slowness), {}) && pictures < 100)
        ++pictures;
    CHECK(pictures < 100);

    cv::Mat noise(960, 1280, CV_8UC1);
    cv::RNG(3).fill(noise, cv::RNG::UNIFORM, 0, 256);
    CancelToken cancel;
    cancel.cancel();
    QElapsedTimer timer;
    timer.start();
    CHECK_FALSE(recognizer.find(noise, Deadline::in(10s), cancel));
    CHECK(timer.elapsed() < 1000 * test::slowness); // one step, on a busy machine
}
