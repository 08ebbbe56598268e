#include <kiosk/core/frame_ring.h>
#include <kiosk/core/pulse.h>
#include <kiosk/sdk/flow/flow_engine.h>
#include <kiosk/sdk/service/camera_preview.h>

#include <catch2/catch.hpp>

#include <QElapsedTimer>
#include <QGuiApplication>
#include <QQuickWindow>

#include <cstring>

using namespace kiosk;
using namespace kiosk::sdk;

namespace
{

/// A camera at the other end of the portal.
class FakePort : public FlowPort
{
public:
    QCoro::Task<Result<Payload>> request(QString, Payload) override { co_return Payload{}; }
    QCoro::Task<Result<Payload>> watch(Payload arguments, Shown show, CancelToken token) override
    {
        asked.append(arguments.fields[u"class"].toString() + u'.' +
                     arguments.fields[u"operation"].toString());
        shown = std::move(show);
        outcome.reset();
        ++watched;
        while (!outcome && !token.canceled())
            co_await changed.next();
        --watched;
        co_return outcome.value_or(fail(error::canceled));
    }
    void cancel(const CancelToken &token) override
    {
        token.cancel();
        changed.send();
    }
    void stepEntered(const QString &) override {}
    void finish(const QString &, const QString &) override {}

    void end(ErrorCode code)
    {
        outcome = fail(code);
        changed.send();
    }

    QStringList asked;
    Shown shown;
    std::optional<Error> outcome;
    Pulse changed;
    int watched = 0; ///< the camera, by so many
};

class NoDocuments : public DocumentSource
{
public:
    Result<Document> render(const QString &, const QJsonObject &, const QHash<QString, QByteArray> &,
                            For) override
    {
        return fail(error::moduleInvalid);
    }
    QString imageUrl(const QString &, const QByteArray &) override { return {}; }
};

bool becomes(const std::function<bool()> &condition)
{
    QElapsedTimer timer;
    timer.start();
    while (!condition() && timer.elapsed() < 10000)
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents);
    return condition();
}

struct Page {
    FakePort port;
    NoDocuments documents;
    FlowEngine flow{port, documents};
    ServiceStep step{flow};
    QQuickWindow window;
    CameraPreview *preview = new CameraPreview(window.contentItem());
    QStringList failures;

    Page()
    {
        window.resize(80, 60);
        preview->setSize({80, 60});
        preview->setProperty("step", QVariant::fromValue(&step));
        QObject::connect(preview, &CameraPreview::failed,
                         [this](const ServiceFailure &failure) { failures.append(failure.code); });
        window.show();
    }
    ~Page() // whoever waits for the camera does not outlive it
    {
        preview->setActive(false);
        becomes([this] { return !preview->running() && port.watched == 0; });
    }
    Q_DISABLE_COPY_MOVE(Page)
    QColor middle(int x = 40) { return window.grabWindow().pixelColor(x, 30); }
};

/// Left half in one colour (blue, green, red), right half black.
void write(FrameRing &ring, quint32 colour, Milliseconds age = 0ms)
{
    auto *pixels = reinterpret_cast<quint32 *>(ring.begin());
    for (int y = 0; y < ring.height(); ++y) {
        for (int x = 0; x < ring.width(); ++x)
            pixels[y * ring.width() + x] = x < ring.width() / 2 ? colour : 0;
    }
    ring.publish(std::chrono::steady_clock::now() - age);
}

constexpr quint32 red = 0xFF0000, green = 0x00FF00;

} // namespace

TEST_CASE("the camera's picture is shown while the preview is active, as a mirror does, and then nobody is")
{
    Page page;
    const auto ring = FrameRing::create(32, 24);
    REQUIRE(ring);
    CHECK(page.port.asked.isEmpty());
    page.preview->setActive(true);
    CHECK(page.port.asked == QStringList{QStringLiteral("camera.preview")});
    CHECK(page.preview->running());
    write(**ring, red);
    page.port.shown((*ring)->descriptor().get());
    CHECK(page.preview->live());
    CHECK(page.middle(60) == QColor(Qt::red)); // the left half
    CHECK(page.middle(20) == QColor(Qt::black));
    write(**ring, green);
    CHECK(becomes([&] { return page.middle(60) == QColor(0, 255, 0); }));
    page.preview->setProperty("mirrored", false);
    write(**ring, green);
    CHECK(becomes([&] { return page.middle(20) == QColor(0, 255, 0); }));
    page.step.setConcealed(true);
    write(**ring, green);
    CHECK(becomes([&] { return page.middle(20) == QColor(Qt::white); }));
    page.step.setConcealed(false);

    page.preview->setActive(false);
    CHECK(becomes([&] { return !page.preview->running(); }));
    CHECK_FALSE(page.preview->live());
    CHECK(page.middle(20) == QColor(Qt::white));
    CHECK(page.failures.isEmpty());
    CHECK(page.port.asked.size() == 1);
}

TEST_CASE("a stream that stands still is no longer live")
{
    Page page;
    const auto ring = FrameRing::create(32, 24);
    page.preview->setActive(true);
    write(**ring, red, 1800ms);
    page.port.shown((*ring)->descriptor().get());
    CHECK(page.preview->live());
    CHECK(becomes([&] { return !page.preview->live(); }));
    write(**ring, red);
    CHECK(becomes([&] { return page.preview->live(); }));
}

TEST_CASE("a camera that fails is told and tried again; one whose time is over is asked at once")
{
    Page page;
    const auto ring = FrameRing::create(32, 24);
    page.preview->setActive(true);
    write(**ring, red);
    page.port.shown((*ring)->descriptor().get());
    page.port.end(error::timeOut);
    CHECK(becomes([&] { return page.port.asked.size() == 2; }));
    CHECK(page.failures.isEmpty());
    page.port.end(error::noDevice);
    CHECK(becomes([&] { return page.failures == QStringList{QStringLiteral("noDevice")}; }));
    CHECK_FALSE(page.preview->live());
    CHECK(becomes([&] { return page.port.asked.size() == 3; })); // after a second
    page.port.shown((*ring)->descriptor().get());
    CHECK(page.preview->live());
    page.port.shown(-1); // what is no ring changes nothing
    CHECK(page.preview->live());
}

TEST_CASE("a preview that goes with its page gives the camera back")
{
    Page page;
    page.preview->setActive(true);
    REQUIRE(page.port.watched == 1);
    delete page.preview;
    page.preview = new CameraPreview(page.window.contentItem());
    page.port.shown(-1);
    CHECK(becomes([&] { return page.port.watched == 0; }));
    CHECK(page.port.asked.size() == 1);
}
