#include "service_fixture.h"

#include <QFile>

namespace kiosk::xfs4iot
{

ServiceFixture::ServiceFixture(const char *className, const QStringList &emulatorArguments)
{
    REQUIRE(m_folder.isValid());
    m_emulator.start(QStringLiteral("xfs4iot-emulator"),
                     QStringList{QStringLiteral("--control"), path("control"),
                                 QStringLiteral("--publisher-file"), path("publisher")} +
                         emulatorArguments,
                     path("control"));
    if (*className != '\0')
        use(className);
}

ServiceFixture::~ServiceFixture()
{
    m_device.reset();
    m_emulator.stop();
}

void ServiceFixture::use(const char *className, const QJsonObject &settings, const QJsonObject &connect)
{
    m_device.reset();
    hal::DeviceConfiguration configuration;
    configuration.id = QStringLiteral("tried");
    configuration.deviceClass = QLatin1String(className);
    configuration.driver = QStringLiteral("xfs4iot");
    configuration.connect =
        connect.isEmpty() ? QJsonObject{{QStringLiteral("publisher_file"), path("publisher")}} : connect;
    configuration.settings = settings;
    configuration.trays = {QJsonObject{{QStringLiteral("id"), QStringLiteral("main")},
                                       {QStringLiteral("media"), QStringLiteral("iso_a4_210x297mm")}}};
    auto device = hal::createDevice(configuration);
    if (!device)
        FAIL(device.error().detail.toStdString());
    m_device = std::move(*device);
}

QString ServiceFixture::open(Milliseconds time)
{
    hal::OperationContext context{Deadline::in(time), cancel};
    const Status opened = m_device->open(context);
    detail = opened ? QString() : opened.error().detail;
    return opened ? QStringLiteral("ok") : opened.error().code.name().toString();
}

QJsonObject ServiceFixture::status()
{
    hal::OperationContext context{Deadline::in(10s), {}};
    const auto status = m_device->status(context);
    if (!status)
        FAIL(status.error().detail.toStdString());
    return *status;
}

QString ServiceFixture::outcome(const char *operation, const QJsonObject &fields,
                                const QList<QByteArray> &blobs, Milliseconds time)
{
    stages.clear();
    reasons.clear();
    result = {};
    hal::OperationContext context{Deadline::in(time), cancel,
                                  [this](const QString &stage, const QJsonObject &details) {
                                      stages.append(stage);
                                      if (details.contains(QStringLiteral("reason")))
                                          reasons.append(details[u"reason"].toString());
                                      if (atStage)
                                          atStage(stage);
                                  }};
    auto done = m_device->execute(QString::fromLatin1(operation), {fields, blobs}, context);
    detail = done ? QString() : done.error().detail;
    if (!done)
        return done.error().code.name().toString();
    result = std::move(*done);
    return QStringLiteral("ok");
}

QJsonObject ServiceFixture::tell(const QJsonObject &request) const
{
    const auto reply = hal::askEmulator(path("control"), request, Deadline::in(10s));
    if (!reply)
        FAIL(reply.error().detail.toStdString());
    return *reply;
}

void ServiceFixture::fault(const char *name, const char *command, int ms, int count) const
{
    tell({{QStringLiteral("do"), QStringLiteral("fault")},
          {QStringLiteral("name"), QLatin1String(name)},
          {QStringLiteral("command"), QLatin1String(command)},
          {QStringLiteral("ms"), ms},
          {QStringLiteral("count"), count}});
}

void ServiceFixture::set(const char *service, const char *field, const QJsonValue &value, bool silent) const
{
    tell({{QStringLiteral("do"), QStringLiteral("set")},
          {QStringLiteral("service"), QLatin1String(service)},
          {QStringLiteral("field"), QLatin1String(field)},
          {QStringLiteral("value"), value},
          {QStringLiteral("silent"), silent}});
}

void ServiceFixture::show(const QString &text, const QJsonObject &more) const
{
    QJsonObject request = more;
    request.insert(QStringLiteral("do"), QStringLiteral("show"));
    request.insert(QStringLiteral("text"), text);
    tell(request);
}

int ServiceFixture::count(const char *command) const
{
    return state()[u"commands"][QLatin1String(command)].toInt();
}

QString ServiceFixture::publisher() const
{
    QFile file(path("publisher"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QString::fromUtf8(file.readAll()).trimmed();
}

void ServiceFixture::cancelNow()
{
    sinceCancel.start();
    cancel.cancel();
}

QByteArray onePage()
{
    return "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
           "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n"
           "3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 595 842]/Resources<<>>>>endobj\n"
           "xref\n0 4\n0000000000 65535 f \n0000000009 00000 n \n0000000054 00000 n \n0000000105 00000 n \n"
           "trailer<</Size 4/Root 1 0 R>>\nstartxref\n183\n%%EOF\n";
}

} // namespace kiosk::xfs4iot
