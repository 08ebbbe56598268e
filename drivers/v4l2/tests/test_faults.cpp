// What goes wrong with cameras: each fault at the wire, in each state.
#include "camera_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QFile>

#include <sys/fsuid.h>
#include <unistd.h>

using namespace kiosk;

namespace
{

constexpr qint64 atOnce = test::late.count();

QString pictureOutcome(CameraFixture &camera, Milliseconds time = 10s)
{
    hal::OperationContext context{Deadline::in(time), {}};
    return outcomeOf(camera.device().execute(u"takePicture", {}, context));
}

} // namespace

TEST_CASE("a stream that stands still, or brings nothing whole, is told within two seconds")
{
    const char *fault = GENERATE("silent", "same", "garbage", "empty");
    INFO(fault);
    CameraFixture camera;
    REQUIRE(camera.open() == u"success");
    CameraRun preview(camera.device());
    REQUIRE(preview.sceneAfter(2) > 0);
    QElapsedTimer timer;
    timer.start();
    camera.fault(fault);
    CHECK(preview.outcome() == u"cameraInoperable");
    CHECK(timer.elapsed() > 1000);
    CHECK(timer.elapsed() < 2000 * test::slowness);
    CHECK_FALSE(preview.result().error().detail.isEmpty());
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
    if (std::string(fault) == "silent") { // not one frame, however often it is asked
        const QJsonObject state = camera.status();
        CHECK(state[u"device"].toString() == u"hardwareError");
        CHECK(state[u"error"].toString() == u"cameraInoperable");
        CHECK(state[u"camera"].toString() == u"inop");
    }

    camera.clear();
    CHECK(camera.status()[u"device"].toString() == u"online");
    CHECK(camera.status()[u"camera"].toString() == u"ok"); // looked through, since it was inoperable
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
    CameraRun again(camera.device());
    CHECK(again.shows());
}

TEST_CASE("damaged frames among good ones are not shown, and end nothing")
{
    CameraFixture camera;
    REQUIRE(camera.open() == u"success");
    CameraRun preview(camera.device());
    for (const char *fault : {"garbage", "truncated", "stripes", "marked"}) {
        INFO(fault);
        REQUIRE(preview.sceneAfter(1) > 0);
        camera.fault(fault);
        camera.waitFrames(5);
        const int before = camera.state()[u"frames"].toInt();
        const quint64 shown = preview.view().latest();
        camera.waitFrames(3);
        CHECK(preview.view().latest() == shown);
        camera.clear();
        CHECK(preview.sceneAfter(1) >= before);
    }
}

TEST_CASE("a camera that is slow is none that stands still")
{
    CameraFixture camera;
    camera.fault("slow");
    REQUIRE(camera.open() == u"success");
    CameraRun preview(camera.device());
    const int first = preview.sceneAfter(0);
    CHECK(preview.sceneAfter(1) > first);
}

TEST_CASE("a camera that is drawn while it is idle is noDevice, and found again under another number")
{
    CameraFixture camera;
    REQUIRE(camera.open() == u"success");
    const QString node = camera.state()[u"node"].toString();
    camera.fault("unplug");
    CHECK(camera.status()[u"device"].toString() == u"noDevice");
    CHECK(camera.status()[u"camera"].toString() == u"unknown");
    CHECK(camera.open() == u"noDevice");
    CHECK(pictureOutcome(camera) == u"noDevice");
    camera.plug();
    CHECK(camera.state()[u"node"].toString() != node);
    CHECK(camera.status()[u"device"].toString() == u"online");
    CameraRun preview(camera.device());
    CHECK(preview.shows());
}

TEST_CASE("a camera that is drawn in the midst of an operation ends it at once, and the next finds it again")
{
    const char *operation = GENERATE("preview", "takePicture");
    CameraFixture camera({{QStringLiteral("settle_ms"), 5000}});
    REQUIRE(camera.open() == u"success");
    CameraRun run(camera.device(), operation);
    camera.waitFrames(3);
    QElapsedTimer timer;
    timer.start();
    camera.fault("unplug");
    CHECK(run.outcome() == u"noDevice");
    CHECK(timer.elapsed() < atOnce);
    camera.plug();
    CameraRun preview(camera.device());
    CHECK(preview.shows());
}

TEST_CASE("a picture ends at a cancel or the deadline, wherever it is, and leaves the camera as it was")
{
    CameraFixture camera({{QStringLiteral("settle_ms"), 200}});
    REQUIRE(camera.open() == u"success");
    for (const int frames : {0, 1, 4, 7}) {
        INFO(frames);
        CameraRun run(camera.device(), "takePicture");
        camera.waitFrames(frames);
        QElapsedTimer timer;
        timer.start();
        run.cancel();
        const QString outcome = run.outcome();
        CHECK((outcome == u"canceled" || (frames == 7 && outcome == u"success")));
        CHECK(timer.elapsed() < atOnce);
        CHECK_FALSE(camera.state()[u"streaming"].toBool());
        CHECK(camera.state()[u"controls"][u"exposure_auto"].toInt() == 3);
    }
    QElapsedTimer timer;
    timer.start();
    CHECK(pictureOutcome(camera, 100ms) == u"timeOut");
    CHECK(timer.elapsed() < 100 + atOnce);
    CHECK(pictureOutcome(camera) == u"success");
}

TEST_CASE("what is no camera, or cannot be one now, is told as what it is")
{
    const auto [fault, code] = GENERATE(table<const char *, const char *>({
        {"busy", "deviceBusy"},
        {"bandwidth", "cameraInoperable"},
        {"other-format", "cameraNotSupported"},
    }));
    INFO(fault);
    CameraFixture camera;
    REQUIRE(camera.open() == u"success");
    camera.fault(fault);
    CHECK(CameraRun(camera.device()).outcome() == QLatin1String(code));
    CHECK(pictureOutcome(camera) == QLatin1String(code));
    camera.clear();
    CHECK(pictureOutcome(camera) == u"success");
}

TEST_CASE("a camera's other node, and one with formats that nobody reads here, are refused")
{
    CameraFixture metadata;
    metadata.fault("metadata");
    CHECK(metadata.open() == u"cameraNotSupported");
    CHECK(metadata.status()[u"device"].toString() == u"hardwareError");

    CameraFixture camera({}, "NV12,H264");
    REQUIRE(camera.open() == u"success");
    CameraRun preview(camera.device());
    CHECK(preview.outcome() == u"cameraNotSupported");
    CHECK(preview.result().error().detail.contains(u"NV12 H264"));
}

TEST_CASE("a camera that one may not open is told as that")
{
    CameraFixture camera;
    const QString node = CameraFixture::link() + QStringLiteral("/dev/") + camera.state()[u"node"].toString();
    REQUIRE(QFile::setPermissions(node, {}));
    // Root may all: but not in another's name.
    const bool root = ::geteuid() == 0;
    constexpr uid_t nobody = 65534;
    if (root)
        ::setfsuid(nobody);
    const QString outcome = camera.open();
    if (root)
        ::setfsuid(0);
    QFile::setPermissions(node, QFile::ReadOwner | QFile::WriteOwner);
    CHECK(outcome == u"authorisationRequired");
    CHECK(camera.open() == u"success");
}
