#include "scanner_fixture.h"

#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/jpeg_picture.h>
#include <kiosk/hal/sample_paper.h>
#include <kiosk/hal/tests/running_emulator.h>

#include <QJsonArray>
#include <QTemporaryDir>

using namespace kiosk;

namespace
{

QString inRun(const char *name)
{
    static const QTemporaryDir folder;
    return folder.filePath(QLatin1String(name));
}

/// Ends with the test program.
class Emulator
{
public:
    static void give()
    {
        (void)inRun(""); // lives longer
        static const Emulator running;
    }
    Emulator()
    {
        m_program.start(
            QStringLiteral("sane-emulator"),
            {QStringLiteral("--link"), inRun("sane"), QStringLiteral("--control"), inRun("control")},
            inRun("control"));
        // Where the driver's libsane looks; the emulator, which began before, does not.
        qputenv("KIOSK_RUN", inRun("").toUtf8());
        qputenv("LD_LIBRARY_PATH", inRun("sane").toUtf8());
        qputenv("BIANMIN_SANE_EMULATOR", inRun("control").toUtf8());
    }

private:
    test::RunningEmulator m_program;
};

} // namespace

ScannerFixture::ScannerFixture(const QJsonArray &options, const char *scanner)
{
    Emulator::give();
    tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("scanner");
    configuration.deviceClass = QStringLiteral("document-scanner");
    configuration.driver = QStringLiteral("sane");
    configuration.connect = {{QStringLiteral("scanner"), QLatin1String(scanner)}};
    configuration.settings = {{QStringLiteral("options"), options}};
    auto device = hal::createDevice(configuration);
    if (!device)
        FAIL(qUtf8Printable(device.error().detail));
    m_device = std::move(*device);
}

QString ScannerFixture::run()
{
    return inRun("");
}

QString ScannerFixture::open()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const Status opened = m_device->open(context);
    if (!opened)
        UNSCOPED_INFO(qUtf8Printable(opened.error().detail));
    return outcomeOf(opened);
}

QJsonObject ScannerFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    REQUIRE(status);
    return *status;
}

Result<Payload> ScannerFixture::scan(QJsonObject arguments, Milliseconds time)
{
    if (!arguments.contains(u"resolution"))
        arguments.insert(QStringLiteral("resolution"), 75);
    hal::OperationContext context{Deadline::in(time), {}};
    auto result = m_device->execute(u"scan", {arguments, {}}, context);
    if (!result)
        UNSCOPED_INFO(qUtf8Printable(result.error().detail));
    return result;
}

QJsonObject ScannerFixture::tell(QJsonObject request) const
{
    const auto reply = hal::askEmulator(inRun("control"), request, Deadline::in(20s));
    if (!reply)
        FAIL(qUtf8Printable(reply.error().detail));
    return *reply;
}

void ScannerFixture::fault(const char *name, int at) const
{
    tell({{QStringLiteral("do"), QStringLiteral("fault")},
          {QStringLiteral("name"), QLatin1String(name)},
          {QStringLiteral("at"), at}});
}

void ScannerFixture::load(int sheets, double skew) const
{
    tell({{QStringLiteral("do"), QStringLiteral("load")},
          {QStringLiteral("sheets"), sheets},
          {QStringLiteral("skew"), skew}});
}

void ScannerFixture::lay(int number, double skew, bool small) const
{
    tell({{QStringLiteral("do"), QStringLiteral("lay")},
          {QStringLiteral("number"), number},
          {QStringLiteral("skew"), skew},
          {QStringLiteral("small"), small}});
}

void ScannerFixture::layTarget(const QString &code, double skew, double scale, double light) const
{
    tell({{QStringLiteral("do"), QStringLiteral("lay")},
          {QStringLiteral("target"), code},
          {QStringLiteral("skew"), skew},
          {QStringLiteral("scale"), scale},
          {QStringLiteral("light"), light}});
}

void ScannerFixture::waitPieces(int count) const
{
    for (const Deadline deadline = Deadline::in(10s); state()[u"pieces"].toInt() < count;)
        REQUIRE(!deadline.passed());
}

ScanRun::ScanRun(ScannerFixture &scanner, const QJsonObject &arguments, Milliseconds time)
    : m_thread([this, &scanner, arguments, time] {
          hal::OperationContext context{Deadline::in(time), m_cancel};
          const auto result = scanner.device().execute(u"scan", {arguments, {}}, context);
          const std::lock_guard lock(m_mutex);
          m_outcome = outcomeOf(result);
          m_changed.notify_all();
      })
{
}

ScanRun::~ScanRun()
{
    m_cancel.cancel();
    m_thread.join();
}

QString ScanRun::outcome()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_outcome.has_value(); });
    return *m_outcome;
}

int numberOn(const QByteArray &jpeg)
{
    auto picture = hal::readJpeg(jpeg);
    REQUIRE(picture);
    return hal::readSampleNumber(cv::Mat(picture->height, picture->width, CV_8UC3, picture->pixels.data()));
}
