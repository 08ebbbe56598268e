// What stands in for a camera, behind the same driver.
#include "../v4l2_camera.h"
#include "camera_run.h"
#include <kiosk/hal/stand_in.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <opencv2/videoio.hpp>

#include <QDir>
#include <QTemporaryDir>

using namespace kiosk;
using namespace kiosk::v4l2;

namespace
{

std::unique_ptr<hal::Device> cameraOf(const char *kind, const QString &where)
{
    hal::DeviceConfiguration configuration;
    configuration.connect = {{QLatin1String(kind), where}};
    configuration.settings = {{QStringLiteral("settle_ms"), 0}};
    auto device = V4l2Camera::create(configuration);
    REQUIRE(device);
    return std::move(*device);
}

QString opened(hal::Device &device)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    const Status status = device.open(context);
    return status ? QStringLiteral("success") : status.error().code.name().toString();
}

QJsonObject statusOf(hal::Device &device)
{
    hal::OperationContext context{Deadline::in(5s), {}};
    return *device.status(context);
}

int numberOfPicture(hal::Device &device)
{
    CameraRun run(device, "takePicture");
    REQUIRE(run.outcome() == u"success");
    const QByteArray jpeg = run.result()->blobs.first();
    cv::Mat pixels = cv::imdecode(std::vector<uchar>(jpeg.begin(), jpeg.end()), cv::IMREAD_COLOR);
    cv::cvtColor(pixels, pixels, cv::COLOR_BGR2BGRA);
    return readSceneNumber(pixels.data, {pixels.cols, pixels.rows});
}

void writePicture(const QString &path, int number)
{
    REQUIRE(cv::imwrite(path.toStdString(), drawScene({640, 480}, quint64(number))));
}

} // namespace

TEST_CASE("the drawn scene moves, and has its number in it")
{
    const auto camera = cameraOf("scene", QStringLiteral("person"));
    REQUIRE(opened(*camera) == u"success");
    CHECK(statusOf(*camera)[u"model"].toString() == u"scene");
    {
        CameraRun preview(*camera);
        const int first = preview.sceneAfter(0);
        CHECK(preview.view().width() == 640);
        CHECK(preview.sceneAfter(2) >= first + 2);
    }
    CHECK(numberOfPicture(*camera) > 0);
    hal::OperationContext context{Deadline::in(5s), {}};
    CHECK(outcomeOf(camera->execute(u"reset", {}, context)) == u"success");
    CHECK(outcomeOf(camera->execute(u"record", {}, context)) == u"unsupportedCommand");
}

TEST_CASE("a folder's pictures are shown one after the other; one alone is no stream that stands still")
{
    const QTemporaryDir folder;
    const auto camera = cameraOf("folder", folder.path());
    CHECK(opened(*camera) == u"noDevice"); // nothing in it
    CHECK(statusOf(*camera)[u"device"].toString() == u"noDevice");
    writePicture(folder.filePath(QStringLiteral("a.png")), 7);
    REQUIRE(opened(*camera) == u"success");
    CameraRun preview(*camera);
    CHECK(preview.sceneAfter(30) == 7); // two seconds
    writePicture(folder.filePath(QStringLiteral("b.jpg")), 9);
    int number = 7;
    for (int pictures = 0; pictures < 32 && number == 7; ++pictures)
        number = preview.sceneAfter(1);
    CHECK(number == 9);
    QDir(folder.path()).removeRecursively();
    CHECK(preview.outcome() == u"noDevice");
    CHECK(statusOf(*camera)[u"device"].toString() == u"noDevice");
}

TEST_CASE("a video is shown, and begins again at its end")
{
    const QTemporaryDir folder;
    const QString file = folder.filePath(QStringLiteral("video.avi"));
    {
        cv::VideoWriter writer(file.toStdString(), cv::VideoWriter::fourcc('M', 'J', 'P', 'G'), 15,
                               {320, 240});
        REQUIRE(writer.isOpened());
        for (quint64 number = 1; number <= 4; ++number)
            writer.write(drawScene({320, 240}, number));
    }
    const auto camera = cameraOf("video", file);
    REQUIRE(opened(*camera) == u"success");
    CHECK(statusOf(*camera)[u"device"].toString() == u"online");
    {
        CameraRun preview(*camera);
        REQUIRE(preview.shows());
        CHECK(preview.view().width() == 320);
        QList<int> seen;
        for (int picture = 0; picture < 6; ++picture)
            seen.append(preview.sceneAfter(1));
        CHECK(seen.contains(4));
        CHECK(seen.contains(1));
        CHECK(std::ranges::all_of(seen, [](int number) { return number >= 1 && number <= 4; }));
    }
    REQUIRE(QFile::remove(file));
    CHECK(statusOf(*camera)[u"device"].toString() == u"noDevice");
    CHECK(opened(*camera) == u"noDevice");
}
