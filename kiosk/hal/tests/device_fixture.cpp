#include "device_fixture.h"

#include <thread>

using namespace kiosk;

DeviceFixture::DeviceFixture(const char *deviceClass, const char *driver,
                             const QStringList &emulatorArguments, const char *emulator)
    : m_class(QLatin1String(deviceClass)), m_driver(QLatin1String(driver))
{
    REQUIRE(m_folder.isValid());
    QStringList arguments{QStringLiteral("--control"), path("control")};
    for (const QString &argument : emulatorArguments)
        arguments.append(expanded(argument));
    m_emulator.start(emulator == nullptr ? m_driver + QStringLiteral("-emulator") : QLatin1String(emulator),
                     arguments, path("control"));
}

DeviceFixture::~DeviceFixture()
{
    m_device.reset();
    m_emulator.stop();
}

QString DeviceFixture::expanded(QString text) const
{
    return text.replace(QStringLiteral("${run}"), m_folder.path());
}

QString DeviceFixture::createDevice(QJsonObject connect, const QJsonObject &settings)
{
    for (auto value = connect.begin(); value != connect.end(); ++value)
        if (value->isString())
            *value = expanded(value->toString());
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("tried");
    configuration.deviceClass = m_class;
    configuration.driver = m_driver;
    configuration.connect = connect;
    configuration.settings = settings;
    auto device = hal::createDevice(configuration);
    if (!device)
        return device.error().code.name().toString();
    m_device = std::move(*device);
    return QStringLiteral("ok");
}

void DeviceFixture::useDevice(const QJsonObject &connect, const QJsonObject &settings)
{
    REQUIRE(createDevice(connect, settings) == u"ok");
}

QString DeviceFixture::open(Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel};
    const Status opened = m_device->open(context);
    return opened ? QStringLiteral("ok") : opened.error().code.name().toString();
}

QJsonObject DeviceFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    if (!status)
        FAIL(status.error().detail.toStdString());
    return *status;
}

QJsonObject DeviceFixture::tell(const QJsonObject &request) const
{
    const auto reply = hal::askEmulator(path("control"), request, Deadline::in(10s));
    if (!reply)
        FAIL(reply.error().detail.toStdString());
    return *reply;
}

void DeviceFixture::act(const char *what, const char *name) const
{
    tell({{QStringLiteral("do"), QLatin1String(what)}, {QStringLiteral("name"), QLatin1String(name)}});
}

QJsonObject DeviceFixture::state() const
{
    return tell({{QStringLiteral("do"), QStringLiteral("state")}});
}

bool DeviceFixture::becomes(const char *key, const QJsonValue &value) const
{
    const Deadline soon = Deadline::in(5s);
    while (state()[QLatin1String(key)] != value) {
        if (soon.passed())
            return false;
        std::this_thread::yield();
    }
    return true;
}

Result<Payload> DeviceFixture::run(const char *operation, const QJsonObject &arguments, Milliseconds time,
                                   const AtStage &atStage)
{
    stages.clear();
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [&](const QString &stage, const QJsonObject &details) {
                                      stages.append(stage);
                                      if (atStage)
                                          atStage(stage, details);
                                  }};
    return m_device->execute(QString(QLatin1String(operation)), {arguments, {}}, context);
}

QString DeviceFixture::outcome(const Result<Payload> &result)
{
    return result ? QStringLiteral("ok") : result.error().code.name().toString();
}
