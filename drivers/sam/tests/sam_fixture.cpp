#include "sam_fixture.h"

#include <QFile>

#include <catch2/catch.hpp>

using namespace kiosk;

SamFixture::SamFixture(int baud, const QStringList &emulatorArguments, QJsonObject settings)
{
    start(QStringList{QStringLiteral("--link"), port(), QStringLiteral("--baud"), QString::number(baud)} +
              emulatorArguments,
          {{QStringLiteral("serial"), port()}, {QStringLiteral("baud"), baud}}, std::move(settings));
}

SamFixture::SamFixture(const QJsonObject &usb, const char *framing, const QStringList &emulatorArguments,
                       QJsonObject settings)
{
    qputenv("UMOCKDEV_DIR", usbFolder().toUtf8());
    start(
        QStringList{QStringLiteral("--usb"), QLatin1String(framing), QStringLiteral("--link"), usbFolder()} +
            emulatorArguments,
        {{QStringLiteral("usb"), usb}}, std::move(settings));
}

void SamFixture::start(const QStringList &emulatorArguments, const QJsonObject &connect, QJsonObject settings)
{
    REQUIRE(m_folder.isValid());
    m_emulator.start(QStringLiteral("sam-emulator"),
                     QStringList{QStringLiteral("--control"), controlPath()} + emulatorArguments,
                     controlPath());

    // Short times: the emulator answers at once or not at all.
    const QJsonObject quick{{QStringLiteral("find_interval_ms"), 20},
                            {QStringLiteral("find_timeout_ms"), 300},
                            {QStringLiteral("read_timeout_ms"), 400}};
    for (auto setting = quick.begin(); setting != quick.end(); ++setting)
        if (!settings.contains(setting.key()))
            settings.insert(setting.key(), *setting);
    m_configuration.id = QStringLiteral("id-card");
    m_configuration.deviceClass = QStringLiteral("id-card-reader");
    m_configuration.driver = QStringLiteral("sam");
    m_configuration.connect = connect;
    m_configuration.settings = settings;
    m_device = another();
}

SamFixture::~SamFixture()
{
    m_device.reset();
    m_emulator.stop();
    qunsetenv("UMOCKDEV_DIR");
}

std::unique_ptr<hal::Device> SamFixture::another() const
{
    auto device = hal::createDevice(m_configuration);
    if (!device)
        FAIL(qUtf8Printable(device.error().detail));
    return std::move(*device);
}

QJsonObject SamFixture::tell(const QJsonObject &request) const
{
    const auto reply = hal::askEmulator(controlPath(), request, Deadline::in(5s));
    if (!reply)
        FAIL(qUtf8Printable(reply.error().detail));
    return *reply;
}

void SamFixture::insert(const char *card) const
{
    tell({{QStringLiteral("do"), QStringLiteral("insert")}, {QStringLiteral("card"), QLatin1String(card)}});
}

void SamFixture::remove() const
{
    tell({{QStringLiteral("do"), QStringLiteral("remove")}});
}

void SamFixture::fault(const char *name, const char *command, int count, int milliseconds) const
{
    QJsonObject request{{QStringLiteral("do"), QStringLiteral("fault")},
                        {QStringLiteral("name"), QLatin1String(name)},
                        {QStringLiteral("command"), QLatin1String(command)},
                        {QStringLiteral("count"), count}};
    if (milliseconds >= 0)
        request.insert(QStringLiteral("ms"), milliseconds);
    tell(request);
}

Result<Payload> SamFixture::run(const char *operation, Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [this](const QString &stage, const QJsonObject &) {
                                      stages.append({stage, std::chrono::steady_clock::now()});
                                  }};
    return m_device->execute(QString::fromLatin1(operation), {}, context);
}

QJsonObject SamFixture::read(Milliseconds time)
{
    const auto result = run("read", time);
    if (!result)
        FAIL(qUtf8Printable(result.error().detail));
    return result->fields[QLatin1String("card")].toObject();
}

QString SamFixture::failure(const char *operation, Milliseconds time)
{
    const auto result = run(operation, time);
    return result ? QStringLiteral("success") : result.error().code.name().toString();
}

QString SamFixture::media()
{
    const auto result = run("detect");
    return result ? result->fields[QLatin1String("media")].toString() : result.error().code.name().toString();
}
