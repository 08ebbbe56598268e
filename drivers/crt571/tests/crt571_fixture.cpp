#include "crt571_fixture.h"

using namespace kiosk;

namespace
{

constexpr int fastBaud = 4000000; // a test does not wait for the wire

} // namespace

Crt571Fixture::Crt571Fixture(QJsonObject settings, const QStringList &emulatorArguments)
{
    REQUIRE(m_folder.isValid());
    const QString control = m_folder.filePath(QStringLiteral("crt571.control"));
    m_emulator.start(QStringLiteral("crt571-emulator"),
                     QStringList{QStringLiteral("--link"), port(), QStringLiteral("--control"), control,
                                 QStringLiteral("--baud"), QString::number(fastBaud),
                                 QStringLiteral("--move-ms"), QStringLiteral("20")} +
                         emulatorArguments,
                     control);

    // Short times: the emulator answers at once or not at all.
    const QJsonObject quick{
        {QStringLiteral("acknowledge_timeout_ms"), 300}, {QStringLiteral("answer_timeout_ms"), 300},
        {QStringLiteral("move_timeout_ms"), 500},        {QStringLiteral("chip_timeout_ms"), 300},
        {QStringLiteral("take_interval_ms"), 20},        {QStringLiteral("retain_reserve_ms"), 2000}};
    for (auto setting = quick.begin(); setting != quick.end(); ++setting)
        if (!settings.contains(setting.key()))
            settings.insert(setting.key(), *setting);
    m_configuration.id = QStringLiteral("cards");
    m_configuration.deviceClass = QStringLiteral("card-dispenser");
    m_configuration.driver = QStringLiteral("crt571");
    m_configuration.connect = {{QStringLiteral("serial"), port()}, {QStringLiteral("baud"), fastBaud}};
    m_configuration.settings = settings;
    restartDriver();
}

Crt571Fixture::~Crt571Fixture()
{
    m_device.reset();
    m_emulator.stop();
}

void Crt571Fixture::restartDriver()
{
    m_device.reset();
    auto device = hal::createDevice(m_configuration);
    if (!device)
        FAIL(device.error().detail.toStdString());
    m_device = std::move(*device);
}

QString Crt571Fixture::open(Milliseconds time)
{
    hal::OperationContext context{
        Deadline::in(time), cancel,
        [this](const QString &stage, const QJsonObject &) { stages.append(stage); }};
    const Status opened = m_device->open(context);
    return opened ? QStringLiteral("ok") : opened.error().code.name().toString();
}

QJsonObject Crt571Fixture::tell(const QJsonObject &request) const
{
    const auto reply =
        hal::askEmulator(m_folder.filePath(QStringLiteral("crt571.control")), request, Deadline::in(10s));
    if (!reply)
        FAIL(reply.error().detail.toStdString());
    return *reply;
}

void Crt571Fixture::act(const char *what, const char *name) const
{
    tell({{QStringLiteral("do"), QLatin1String(what)}, {QStringLiteral("name"), QLatin1String(name)}});
}

void Crt571Fixture::fault(const char *name, const char *command, int count, int milliseconds) const
{
    QJsonObject request{{QStringLiteral("do"), QStringLiteral("fault")},
                        {QStringLiteral("name"), QLatin1String(name)},
                        {QStringLiteral("command"), QLatin1String(command)},
                        {QStringLiteral("count"), count}};
    if (milliseconds >= 0)
        request.insert(QStringLiteral("ms"), milliseconds);
    tell(request);
}

Result<Payload> Crt571Fixture::run(const char *operation, const QJsonObject &fields, Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [this](const QString &stage, const QJsonObject &) {
                                      stages.append(stage);
                                      if (whenTold)
                                          whenTold(stage);
                                  }};
    return m_device->execute(QString::fromLatin1(operation), {fields, {}}, context);
}

QString Crt571Fixture::outcome(const char *operation, const QJsonObject &fields, Milliseconds time)
{
    const auto result = run(operation, fields, time);
    return result ? QStringLiteral("ok") : result.error().code.name().toString();
}

QJsonObject Crt571Fixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    if (!status)
        FAIL(status.error().detail.toStdString());
    return *status;
}
