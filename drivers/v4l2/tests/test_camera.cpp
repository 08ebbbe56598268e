// The driver on a camera that is well.
#include "camera_fixture.h"
#include <kiosk/core/tests/late.h>
#include <kiosk/hal/picture_codec.h>
#include <kiosk/hal/stand_in.h>
#include <kiosk/hal/v4l2_source.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include <QElapsedTimer>

using namespace kiosk;

namespace
{

constexpr qint64 atOnce = test::late.count();

Result<Payload> picture(CameraFixture &camera, Milliseconds time = 10s)
{
    hal::OperationContext context{Deadline::in(time), {}};
    return camera.device().execute(u"takePicture", {}, context);
}

int numberIn(const QByteArray &jpeg)
{
    cv::Mat pixels = cv::imdecode(std::vector<uchar>(jpeg.begin(), jpeg.end()), cv::IMREAD_COLOR);
    REQUIRE(!pixels.empty());
    cv::cvtColor(pixels, pixels, cv::COLOR_BGR2BGRA);
    return v4l2::readSceneNumber(pixels.data, {pixels.cols, pixels.rows});
}

int control(const CameraFixture &camera, const char *name)
{
    return camera.state()[u"controls"][QLatin1String(name)].toInt(-1);
}

/// The frame at which a control was set to a value; -1: never.
int setAt(const QJsonObject &state, const char *name, int value)
{
    int at = -1;
    for (const auto &entry : state[u"history"].toArray()) {
        if (entry[u"control"].toString() == QLatin1String(name) && entry[u"value"].toInt() == value)
            at = entry[u"frame"].toInt();
    }
    return at;
}

} // namespace

TEST_CASE("a preview shows the camera's frames while somebody looks, and the camera rests otherwise")
{
    const char *formats = GENERATE("YUYV,MJPG", "YUYV");
    CameraFixture camera({}, formats);
    REQUIRE(camera.open() == u"success");
    CHECK(camera.status()[u"device"].toString() == u"online");
    CHECK(camera.status()[u"camera"].toString() == u"unknown");
    CHECK(camera.status()[u"model"].toString() == u"Bianmin Emulated Camera");
    CHECK_FALSE(camera.state()[u"streaming"].toBool());

    CameraRun preview(camera.device());
    REQUIRE(preview.shows());
    CHECK(preview.view().width() == 640);
    CHECK(preview.view().height() == 480);
    CHECK(camera.state()[u"width"].toInt() == 640); // not 1280×720: the shape of the whole picture
    int last = preview.sceneAfter(0);
    for (int i = 0; i < 5; ++i) {
        const int number = preview.sceneAfter(1);
        CHECK(number > last);
        CHECK(number <= camera.state()[u"frames"].toInt());
        last = number;
    }
    std::vector<uchar> pixels(size_t(preview.view().bytesPerLine() * preview.view().height()));
    const auto stamp = preview.view().read(pixels.data());
    REQUIRE(stamp);
    const auto age = std::chrono::steady_clock::now() - stamp->captured;
    CHECK(age >= 0s);
    CHECK(age < 1s);

    QElapsedTimer timer;
    timer.start();
    preview.cancel();
    CHECK(preview.outcome() == u"canceled");
    CHECK(timer.elapsed() < atOnce);
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
    CHECK(preview.view().latest() == 0);
    CHECK_FALSE(preview.view().read(pixels.data()));
    CHECK(camera.status()[u"camera"].toString() == u"ok");
}

TEST_CASE("a preview ends at its deadline, and another size is the camera's nearest, made smaller")
{
    CameraFixture camera({{QStringLiteral("preview_width"), 800}, {QStringLiteral("preview_height"), 800}});
    REQUIRE(camera.open() == u"success");
    QElapsedTimer timer;
    timer.start();
    CameraRun preview(camera.device(), "preview", 700ms);
    REQUIRE(preview.shows());
    CHECK(camera.state()[u"width"].toInt() == 1280);
    CHECK(preview.view().width() == 800);
    CHECK(preview.view().height() == 600);
    CHECK(preview.sceneAfter(1) > 0);
    CHECK(preview.outcome() == u"timeOut");
    CHECK(timer.elapsed() >= 690);
    CHECK(timer.elapsed() < 700 + atOnce);
}

TEST_CASE("a picture is whole, has no notes, and was taken while exposure and white balance were held")
{
    CameraFixture camera;
    REQUIRE(camera.open() == u"success");
    const auto result = picture(camera);
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(result->fields[u"width"].toInt() == 1280);
    CHECK(result->fields[u"height"].toInt() == 960);
    CHECK(result->fields[u"locked"].toVariant().toStringList() ==
          QStringList{QStringLiteral("exposure"), QStringLiteral("whiteBalance")});
    REQUIRE(result->blobs.size() == 1);
    const QByteArray &jpeg = result->blobs.first();
    CHECK(jpeg.startsWith("\xFF\xD8"));
    CHECK(jpeg.endsWith("\xFF\xD9"));
    CHECK_FALSE(jpeg.contains("Exif"));
    CHECK_FALSE(jpeg.contains("AVI1"));
    CHECK(jpeg.contains("\xFF\xC4")); // the camera left the tables out

    const QJsonObject state = camera.state();
    const int number = numberIn(jpeg);
    for (const auto &[name, byHand, automatic] :
         {std::tuple("exposure_auto", 1, 3), std::tuple("auto_white_balance", 0, 1)}) {
        INFO(name);
        CHECK(setAt(state, name, byHand) > 0);
        CHECK(number > setAt(state, name, byHand) + 1); // not one that was on its way
        CHECK(number <= setAt(state, name, automatic));
        CHECK(control(camera, name) == automatic);
    }
    CHECK(setAt(state, "exposure_absolute", 156) > 0); // the value that the camera had found
    CHECK_FALSE(state[u"streaming"].toBool());
}

TEST_CASE("a camera that regulates nothing takes pictures, and says that nothing was held")
{
    CameraFixture camera;
    camera.fault("no-controls");
    REQUIRE(camera.open() == u"success");
    const auto result = picture(camera);
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(result->fields[u"locked"].toArray().isEmpty());
}

TEST_CASE("a camera with YUYV alone takes pictures too")
{
    CameraFixture camera({}, "YUYV");
    REQUIRE(camera.open() == u"success");
    const auto result = picture(camera);
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(result->fields[u"width"].toInt() == 1280);
    CHECK(numberIn(result->blobs.first()) > 0);
}

TEST_CASE("pictures one after another, and previews between, leave nothing held and nothing open")
{
    CameraFixture camera({{QStringLiteral("settle_ms"), 0}});
    REQUIRE(camera.open() == u"success");
    int last = 0;
    for (int i = 0; i < 2; ++i) {
        const auto result = picture(camera);
        REQUIRE(outcomeOf(result) == u"success");
        CHECK(numberIn(result->blobs.first()) > last);
        last = numberIn(result->blobs.first());
        CameraRun preview(camera.device());
        CHECK(preview.shows());
    }
    CHECK(control(camera, "exposure_auto") == 3);
    camera.device().close();
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
}

TEST_CASE("a driver that was killed while it held the camera does not leave it so")
{
    CameraFixture camera;
    v4l2::V4l2Source killed(CameraFixture::node());
    REQUIRE(killed.open());
    REQUIRE(killed.start({}));
    CHECK(killed.lock().size() == 2);
    CHECK(control(camera, "exposure_auto") == 1);
    REQUIRE(camera.open() == u"success");
    CHECK(control(camera, "exposure_auto") == 3);
    CHECK(control(camera, "auto_white_balance") == 1);
}
