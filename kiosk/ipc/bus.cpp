#include <kiosk/ipc/bus.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/pulse.h>

#include <QDBusConnectionInterface>
#include <QDBusReply>
#include <QDBusServiceWatcher>

#include <pwd.h>

namespace kiosk::ipc
{

namespace
{
constexpr QStringView errorPrefix = u"org.bianmin.Error.";
}

Result<QDBusConnection> connectToBus()
{
    const QString address = qEnvironmentVariable("KIOSK_BUS_ADDRESS");
    auto connection = address.isEmpty() ? QDBusConnection::systemBus()
                                        : QDBusConnection::connectToBus(address, QStringLiteral("kiosk"));
    if (!connection.isConnected())
        return fail(error::noDevice, QStringLiteral("kiosk bus: %1").arg(connection.lastError().message()));
    return connection;
}

QString accountOf(const QDBusConnection &connection, const QString &uniqueName)
{
    const QDBusReply<uint> uid = connection.interface()->serviceUid(uniqueName);
    if (!uid.isValid())
        return QStringLiteral("nobody");
    const passwd *account = ::getpwuid(uid);
    return account != nullptr ? QString::fromLocal8Bit(account->pw_name) : QString::number(uid);
}

QString errorName(ErrorCode code)
{
    return errorPrefix.toString() + code.name().toString();
}

Error errorFrom(const QDBusError &failure)
{
    const QString name = failure.name();
    if (name.startsWith(errorPrefix))
        return fail(kiosk::errorCodeFrom(QStringView(name).sliced(errorPrefix.size())), failure.message());
    switch (failure.type()) {
    case QDBusError::NoReply:
    case QDBusError::Timeout:
    case QDBusError::TimedOut:
        return fail(error::timeOut, failure.message());
    case QDBusError::ServiceUnknown:
    case QDBusError::Disconnected:
    case QDBusError::NoServer:
        return fail(error::deviceNotReady, failure.message());
    default:
        return fail(error::internalError, name + QStringLiteral(": ") + failure.message());
    }
}

void replyError(const QDBusContext &context, const Error &error)
{
    context.sendErrorReply(errorName(error.code), error.detail);
}

void reply(const QDBusConnection &connection, const QDBusMessage &call, const QVariantList &values)
{
    connection.send(call.createReply(values));
}

void replyError(const QDBusConnection &connection, const QDBusMessage &call, const Error &error)
{
    connection.send(call.createErrorReply(errorName(error.code), error.detail));
}

Result<QDBusUnixFileDescriptor> descriptorFor(const Payload &payload)
{
    auto sealed = seal(payload);
    if (!sealed)
        return sealed.error();
    return toDBus(*sealed);
}

QDBusUnixFileDescriptor toDBus(const FileDescriptor &fd)
{
    return QDBusUnixFileDescriptor(fd.get()); // duplicates it
}

QCoro::Task<Result<QDBusMessage>> awaitReply(QDBusPendingCall call)
{
    const QDBusMessage message = co_await call;
    if (message.type() == QDBusMessage::ErrorMessage)
        co_return errorFrom(QDBusError(message));
    co_return message;
}

QCoro::Task<void> untilOnBus(QDBusConnection bus, QString name)
{
    Pulse registered;
    QDBusServiceWatcher watcher(name, bus, QDBusServiceWatcher::WatchForRegistration);
    QObject::connect(&watcher, &QDBusServiceWatcher::serviceRegistered, &watcher,
                     [&registered] { registered.send(); });
    // The bus answers in order: who comes after this answer is seen by the watcher.
    const auto reply = co_await awaitReply(bus.interface()->asyncCall(QStringLiteral("NameHasOwner"), name));
    const auto there = reply ? argument<bool>(*reply) : Result<bool>(false);
    if (!there || !*there)
        co_await registered.next();
}

} // namespace kiosk::ipc
