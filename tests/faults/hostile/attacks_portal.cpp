#include "hostile_host.h"

#include <kiosk/ipc/bus.h>

#include <QDBusMessage>
#include <QJsonArray>

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kiosk::hostile
{

namespace
{

/// "refused", or what came instead.
template <typename Reply> QString outcome(Reply reply)
{
    reply.waitForFinished();
    return reply.isError() ? QStringLiteral("refused") : QStringLiteral("worked");
}

QDBusUnixFileDescriptor asked(const QJsonObject &fields, const QList<QByteArray> &blobs = {})
{
    const auto descriptor = ipc::descriptorFor({fields, blobs});
    return descriptor ? *descriptor : QDBusUnixFileDescriptor();
}

QDBusMessage unknown()
{
    return QDBusMessage::createMethodCall(QString(), QString::fromLatin1(ipc::portalPath),
                                          QStringLiteral("org.bianmin.Portal1"),
                                          QStringLiteral("NoSuchCall"));
}

/// A file in memory that can still be written to, cut and grown.
QDBusUnixFileDescriptor unsealed()
{
    const int memory = ::memfd_create("unsealed", MFD_CLOEXEC | MFD_ALLOW_SEALING);
    const QByteArray image =
        encodePayload({{{QStringLiteral("call"), QStringLiteral("huji/household.query")}}, {}});
    (void)!::write(memory, image.constData(), size_t(image.size()));
    QDBusUnixFileDescriptor descriptor;
    descriptor.giveFileDescriptor(memory);
    return descriptor;
}

/// JSON that takes twenty times the memory once it is read.
QDBusUnixFileDescriptor bomb()
{
    QJsonArray many;
    for (int i = 0; i < 600'000; ++i)
        many.append(QJsonArray());
    return asked({{QStringLiteral("call"), many}});
}

} // namespace

void floodCalls(HostileHost &host, const QJsonObject &)
{
    while (host.connection().isConnected())
        host.portal().Cancel(1);
}

void floodUnknownCalls(HostileHost &host, const QJsonObject &)
{
    while (host.connection().isConnected())
        (void)host.connection().send(unknown());
}

void sendHugeCall(HostileHost &host, const QJsonObject &)
{
    host.portal().StepEntered(QString(qsizetype(4) * 1024 * 1024, QLatin1Char('x')));
}

void insist(HostileHost &host, const QJsonObject &)
{
    for (int i = 0; i < 1000 && host.connection().isConnected(); ++i)
        (void)outcome(host.portal().Begin(QStringLiteral("pay"), asked({})));
}

void askForbidden(HostileHost &host, const QJsonObject &)
{
    const auto begin = [&host](const char *step, const QDBusUnixFileDescriptor &arguments) {
        return outcome(host.portal().Begin(QString::fromLatin1(step), arguments));
    };
    const auto device = [&](const char *deviceClass, const char *operation) {
        return begin("device", asked({{QStringLiteral("class"), QLatin1String(deviceClass)},
                                      {QStringLiteral("operation"), QLatin1String(operation)}}));
    };
    const auto tell = [&host](const char *what, const QString &came) {
        host.tell(QLatin1String(what) + QStringLiteral(": ") + came);
    };
    tell("a step that there is none of", begin("pay", asked({})));
    tell("an operation of another module",
         begin("api", asked({{QStringLiteral("call"), QStringLiteral("huji/idcard.issue")}})));
    tell("a card behind the citizen's back", device("id-card-reader", "read"));
    tell("a print behind the citizen's back", device("document-printer", "print"));
    tell("a device that is not granted", device("camera", "still"));
    tell("no payload", begin("identify", unsealed()));
    tell("a bomb", begin("identify", bomb()));
    tell("a print of nothing", begin("print", asked({})));
    tell("a result of somebody", outcome(host.portal().TakeResult(1)));
    host.portal().Finish(QStringLiteral("done"), QStringLiteral("no such code")).waitForFinished();
    host.portal().Finish(QStringLiteral("splendid"), QString()).waitForFinished();
    const auto second =
        QDBusConnection::connectToPeer(qEnvironmentVariable("KIOSK_PORTAL"), QStringLiteral("second"));
    OrgBianminPortal1Interface portal(QString(), QString::fromLatin1(ipc::portalPath), second);
    tell("a second connection", outcome(portal.Begin(QStringLiteral("identify"), asked({}))));
    host.tell(QStringLiteral("tried all"));
}

} // namespace kiosk::hostile
