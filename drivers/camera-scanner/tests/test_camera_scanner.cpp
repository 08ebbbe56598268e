#include "scanner_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>

using namespace kiosk;

namespace
{

constexpr Milliseconds late =
    test::slowness * Milliseconds(350ms); // 100 ms of the interface and what a busy machine adds
const QString wangsCode = QStringLiteral("4249900001990010100179900000000");
const QString wangs = QStringLiteral("qrCode: ") + wangsCode;

/// A folder of pictures in the place of a camera.
struct Window : ScannerFixture {
    Window()
        : ScannerFixture("camera-scanner", {QStringLiteral("--folder"), QStringLiteral("${run}/pictures")})
    {
        useDevice({{QStringLiteral("folder"), QStringLiteral("${run}/pictures")}});
        REQUIRE(open() == u"ok");
    }
};

/// A camera as V4L2 has it. It shows a person and no code.
struct Camera : ScannerFixture {
    Camera()
        : ScannerFixture("camera-scanner", {QStringLiteral("--link"), QStringLiteral("${run}/dev")},
                         "v4l2-emulator")
    {
        qputenv("UMOCKDEV_DIR", path("dev").toUtf8());
        useDevice({{QStringLiteral("camera"),
                    QStringLiteral("/dev/v4l/by-id/usb-Bianmin_Emulated_Camera_0001-video-index0")}});
        REQUIRE(open() == u"ok");
    }
    ~Camera() { qunsetenv("UMOCKDEV_DIR"); }
};

} // namespace

TEST_CASE("a code before the camera is read, however it is held")
{
    Window window;
    CHECK(window.status()[u"device"].toString() == u"online");
    CHECK(window.status()[u"scanner"].toString() == u"off");
    CHECK(window.readShown(wangsCode) == wangs);
    CHECK(window.readShown(QStringLiteral("样张"), {{QStringLiteral("turned"), 30},
                                                    {QStringLiteral("tilted"), 0.2}}) == u"qrCode: 样张");
    const QJsonObject bars{{QStringLiteral("format"), QStringLiteral("code128")},
                           {QStringLiteral("size"), 420}};
    CHECK(window.readShown(QStringLiteral("A-990000-7"), bars) == u"code128: A-990000-7");
    CHECK(window.readShown(QStringLiteral("A-990000-7"), bars, {QStringLiteral("qrCode")}, 500ms) ==
          u"noBarcode");
}

TEST_CASE("a code that was taken away before is not read, and nobody waits longer than wanted")
{
    Window window;
    window.show(wangsCode);
    window.act("remove");
    QElapsedTimer timer;
    timer.start();
    CHECK(Window::summary(window.read({}, 500ms)) == u"noBarcode");
    CHECK(timer.elapsed() < (500ms + late).count());
    CHECK(Window::summary(window.read([&](const QString &) {
              window.cancel.cancel();
              timer.start();
          })) == u"canceled");
    CHECK(timer.elapsed() < late.count());
}

TEST_CASE("the pictures go while somebody reads, and come back")
{
    Window window;
    CHECK(Window::summary(window.read([&](const QString &) { window.act("unplug"); })) == u"noDevice");
    CHECK(window.status()[u"device"].toString() == u"noDevice");
    window.act("plug");
    CHECK(window.readShown(wangsCode) == wangs);
}

TEST_CASE("a camera on V4L2 looks only while somebody reads, and what is wrong with it is told")
{
    Camera camera;
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
    const auto ended =
        camera.read([&](const QString &) { CHECK(camera.state()[u"streaming"].toBool()); }, 400ms);
    CHECK(Camera::summary(ended) == u"noBarcode");
    CHECK(camera.becomes("streaming", false));

    const struct {
        const char *fault, *error;
    } faults[] = {{"garbage", "cameraInoperable"},
                  {"unplug", "noDevice"},
                  {"busy", "deviceBusy"},
                  {"metadata", "cameraNotSupported"}}; // drivers/v4l2 tries all
    for (const auto &[fault, error] : faults) {
        INFO(fault);
        const bool before = QLatin1String(fault) == u"busy" || QLatin1String(fault) == u"metadata";
        if (before)
            camera.act("fault", fault);
        if (before && QLatin1String(fault) == u"metadata")
            CHECK(camera.open() == QLatin1String(error));
        const auto result = camera.read([&](const QString &) { camera.act("fault", fault); });
        CHECK(Camera::summary(result) == QLatin1String(error));
        camera.act("clear");
        CHECK(camera.status()[u"device"].toString() == u"online");
    }
    camera.act("fault", "slow");
    QElapsedTimer timer;
    CHECK(Camera::summary(camera.read([&](const QString &) {
              camera.cancel.cancel();
              timer.start();
          })) == u"canceled");
    CHECK(timer.elapsed() < late.count());
}
