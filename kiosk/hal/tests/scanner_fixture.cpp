#include "scanner_fixture.h"

#include <kiosk/core/paths.h>

#include <thread>

using namespace kiosk;

ScannerFixture::ScannerFixture(const char *driver, const QStringList &emulatorArguments, const char *emulator)
    : m_driver(QLatin1String(driver))
{
    REQUIRE(m_folder.isValid());
    QStringList arguments{QStringLiteral("--control"), path("control")};
    for (const QString &argument : emulatorArguments)
        arguments.append(expanded(argument));
    // The emulator is the device: it sees the machine as it is.
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.remove(QStringLiteral("LD_PRELOAD"));
    environment.remove(QStringLiteral("UMOCKDEV_DIR"));
    m_emulator.setProcessEnvironment(environment);
    m_emulator.setProcessChannelMode(QProcess::ForwardedChannels);
    const QString program =
        emulator == nullptr ? m_driver + QStringLiteral("-emulator") : QLatin1String(emulator);
    m_emulator.start(paths::program(program), arguments);
    REQUIRE(m_emulator.waitForStarted());
    const Deadline up = Deadline::in(20s);
    while (!hal::askEmulator(path("control"), {{QStringLiteral("do"), QStringLiteral("state")}}, up)) {
        REQUIRE(!up.passed());
        std::this_thread::yield();
    }
}

ScannerFixture::~ScannerFixture()
{
    m_device.reset();
    m_emulator.terminate();
    m_emulator.waitForFinished();
}

QString ScannerFixture::expanded(QString text) const
{
    return text.replace(QStringLiteral("${run}"), m_folder.path());
}

void ScannerFixture::useDevice(QJsonObject connect, const QJsonObject &settings)
{
    for (auto value = connect.begin(); value != connect.end(); ++value)
        if (value->isString())
            *value = expanded(value->toString());
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("codes");
    configuration.deviceClass = QStringLiteral("code-scanner");
    configuration.driver = m_driver;
    configuration.connect = connect;
    configuration.settings = settings;
    auto device = hal::createDevice(configuration);
    if (!device)
        FAIL(device.error().detail.toStdString());
    m_device = std::move(*device);
}

QString ScannerFixture::open(Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel};
    const Status opened = m_device->open(context);
    return opened ? QStringLiteral("ok") : opened.error().code.name().toString();
}

QJsonObject ScannerFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    if (!status)
        FAIL(status.error().detail.toStdString());
    return *status;
}

QJsonObject ScannerFixture::tell(const QJsonObject &request) const
{
    const auto reply = hal::askEmulator(path("control"), request, Deadline::in(10s));
    if (!reply)
        FAIL(reply.error().detail.toStdString());
    return *reply;
}

void ScannerFixture::act(const char *what, const char *name) const
{
    tell({{QStringLiteral("do"), QLatin1String(what)}, {QStringLiteral("name"), QLatin1String(name)}});
}

void ScannerFixture::show(const QString &text, const QJsonObject &more) const
{
    QJsonObject request = more;
    request.insert(QStringLiteral("do"), QStringLiteral("show"));
    request.insert(QStringLiteral("text"), text);
    tell(request);
}

QJsonObject ScannerFixture::state() const
{
    return tell({{QStringLiteral("do"), QStringLiteral("state")}});
}

bool ScannerFixture::becomes(const char *key, const QJsonValue &value) const
{
    const Deadline soon = Deadline::in(5s);
    while (state()[QLatin1String(key)] != value) {
        if (soon.passed())
            return false;
        std::this_thread::yield();
    }
    return true;
}

Result<Payload> ScannerFixture::read(const AtStage &atStage, Milliseconds time, const QStringList &formats)
{
    stages.clear();
    hal::OperationContext context{Deadline::in(time), cancel, [&](const QString &stage, const QJsonObject &) {
                                      stages.append(stage);
                                      if (atStage)
                                          atStage(stage);
                                  }};
    QJsonObject fields;
    if (!formats.isEmpty())
        fields.insert(QStringLiteral("formats"), QJsonArray::fromStringList(formats));
    return m_device->execute(u"read", {fields, {}}, context);
}

QString ScannerFixture::readShown(const QString &text, const QJsonObject &more, const QStringList &formats,
                                  Milliseconds time)
{
    return summary(read(
        [&](const QString &stage) {
            if (stage == u"scanCode")
                show(text, more);
        },
        time, formats));
}

QString ScannerFixture::summary(const Result<Payload> &result)
{
    if (!result)
        return result.error().code.name().toString();
    const QString symbology = result->fields[u"symbology"].toString();
    if (result->fields[u"encoding"].toString() == u"binary")
        return symbology + QStringLiteral(": binary ") + QString::fromLatin1(result->blobs.first().toHex());
    return symbology + QStringLiteral(": ") + result->fields[u"text"].toString();
}
