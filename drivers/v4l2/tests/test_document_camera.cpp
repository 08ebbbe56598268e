// The class document-scanner on the same camera: a page below it comes out as from a flatbed.
#include "camera_fixture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/sample_paper.h>

#include <opencv2/imgcodecs.hpp>

#include <QElapsedTimer>

using namespace kiosk;

namespace
{

constexpr qint64 atOnce = test::late.count();

class DocumentCamera : public CameraFixture
{
public:
    explicit DocumentCamera(const char *formats = "YUYV,MJPG")
        : CameraFixture({}, formats, "document-scanner")
    {
        REQUIRE(open() == u"success");
        lay(0);
    }

    void lay(int number) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("lay")}, {QStringLiteral("number"), number}});
    }
    [[nodiscard]] Result<Payload> scan(QJsonObject arguments = {}, CancelToken cancel = {})
    {
        if (!arguments.contains(u"source"))
            arguments.insert(QStringLiteral("source"), QStringLiteral("camera"));
        arguments.insert(QStringLiteral("resolution"), 150);
        hal::OperationContext context{Deadline::in(10s), cancel};
        return device().execute(u"scan", {arguments, {}}, context);
    }
};

int numberOn(const QByteArray &jpeg)
{
    const cv::Mat page = cv::imdecode(std::vector<uchar>(jpeg.begin(), jpeg.end()), cv::IMREAD_COLOR);
    REQUIRE(page.size() == cv::Size(1240, 1754));
    return hal::readSampleNumber(page);
}

} // namespace

TEST_CASE("a page below the camera comes out cut, upright, A4 to the dot, and white")
{
    DocumentCamera camera(GENERATE("YUYV,MJPG", "YUYV"));
    camera.lay(77);
    const auto result = camera.scan();
    REQUIRE(outcomeOf(result) == u"success");
    REQUIRE(result->blobs.size() == 1);
    CHECK(numberOn(result->blobs.first()) == 77);
    const QJsonObject page = result->fields[u"pages"][0].toObject();
    CHECK(page[u"found"].toBool());
    CHECK(page[u"advice"].toArray().isEmpty());
    CHECK_FALSE(camera.state()[u"streaming"].toBool());
    const auto pdf = camera.scan({{QStringLiteral("format"), QStringLiteral("pdf")}});
    REQUIRE(outcomeOf(pdf) == u"success");
    CHECK(pdf->blobs.first().startsWith("%PDF-1.7"));
}

TEST_CASE("an empty table is told, and a source that a camera is not")
{
    DocumentCamera camera;
    CHECK(outcomeOf(camera.scan()) == u"noMediaPresent");
    CHECK(outcomeOf(camera.scan({{QStringLiteral("source"), QStringLiteral("feeder")}})) ==
          u"unsupportedData");
    CHECK(camera.status()[u"device"].toString() == u"online");
}

TEST_CASE("what goes wrong with the camera goes wrong with the scan")
{
    DocumentCamera camera;
    camera.lay(5);
    camera.fault("busy");
    CHECK(outcomeOf(camera.scan()) == u"deviceBusy");
    camera.fault("unplug");
    CHECK(outcomeOf(camera.scan()) == u"noDevice");
    CHECK(camera.status()[u"device"].toString() == u"noDevice");
    camera.clear();
    camera.lay(6);
    const auto result = camera.scan();
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(numberOn(result->blobs.first()) == 6);
}

TEST_CASE("a cancel ends a scan at once")
{
    DocumentCamera camera;
    camera.lay(5);
    camera.fault("silent");
    const CancelToken cancel;
    QElapsedTimer timer;
    std::thread canceller([&] {
        for (const Deadline deadline = Deadline::in(10s); !deadline.passed();)
            if (camera.state()[u"streaming"].toBool())
                break;
        timer.start();
        cancel.cancel();
    });
    const QString outcome = outcomeOf(camera.scan({}, cancel));
    const qint64 took = timer.elapsed();
    canceller.join();
    CHECK(outcome == u"canceled");
    CHECK(took < atOnce);
}
