#include "camera_fixture.h"

#include <kiosk/hal/tests/running_emulator.h>

#include <QTemporaryDir>

using namespace kiosk;

namespace
{

QString inFolder(const char *name)
{
    static const QTemporaryDir folder;
    return folder.filePath(QLatin1String(name));
}

/// Ends with the test program, or when other formats are wanted.
class Emulator
{
public:
    static void give(const QString &formats)
    {
        (void)inFolder(""); // lives longer
        static std::unique_ptr<Emulator> running;
        if (!running || running->m_formats != formats) {
            running.reset();
            running = std::make_unique<Emulator>(formats);
        }
    }

    explicit Emulator(const QString &formats) : m_formats(formats)
    {
        qputenv("UMOCKDEV_DIR", CameraFixture::link().toUtf8());
        m_program.start(QStringLiteral("v4l2-emulator"),
                        {QStringLiteral("--link"), CameraFixture::link(), QStringLiteral("--control"),
                         inFolder("control"), QStringLiteral("--formats"), formats},
                        inFolder("control"));
    }

private:
    QString m_formats;
    test::RunningEmulator m_program;
};

} // namespace

CameraFixture::CameraFixture(const QJsonObject &settings, const char *formats, const char *deviceClass)
{
    Emulator::give(QLatin1String(formats));
    clear();
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("camera");
    configuration.deviceClass = QLatin1String(deviceClass);
    configuration.driver = QStringLiteral("v4l2");
    configuration.connect = {{QStringLiteral("camera"), node()}};
    configuration.settings = settings;
    if (!settings.contains(u"settle_ms"))
        configuration.settings.insert(QStringLiteral("settle_ms"), 150);
    auto device = hal::createDevice(configuration);
    if (!device)
        FAIL(qUtf8Printable(device.error().detail));
    m_device = std::move(*device);
}

QString CameraFixture::link()
{
    return inFolder("dev");
}

QString CameraFixture::node()
{
    return QStringLiteral("/dev/v4l/by-id/usb-Bianmin_Emulated_Camera_0001-video-index0");
}

QString CameraFixture::open()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const Status opened = m_device->open(context);
    if (!opened)
        UNSCOPED_INFO(qUtf8Printable(opened.error().detail));
    return opened ? QStringLiteral("success") : opened.error().code.name().toString();
}

QJsonObject CameraFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    REQUIRE(status);
    return *status;
}

QJsonObject CameraFixture::tell(QJsonObject request) const
{
    const auto reply = hal::askEmulator(inFolder("control"), request, Deadline::in(20s));
    if (!reply)
        FAIL(qUtf8Printable(reply.error().detail));
    return *reply;
}

void CameraFixture::fault(const char *name) const
{
    tell({{QStringLiteral("do"), QStringLiteral("fault")}, {QStringLiteral("name"), QLatin1String(name)}});
}

void CameraFixture::waitFrames(int count) const
{
    const int awaited = state()[u"frames"].toInt() + count;
    for (const Deadline deadline = Deadline::in(10s); state()[u"frames"].toInt() < awaited;)
        REQUIRE(!deadline.passed());
}
