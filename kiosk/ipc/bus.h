#pragma once

#include <kiosk/core/payload.h>

#include <QDBusConnection>
#include <QDBusContext>
#include <QDBusError>
#include <QDBusMessage>
#include <QDBusPendingCall>
#include <QDBusUnixFileDescriptor>

#include <QCoro/QCoroDBusPendingCall>
#include <QCoro/QCoroTask>

namespace kiosk::ipc
{

inline constexpr auto devicesName = "org.bianmin.Devices";
inline constexpr auto devicesPath = "/org/bianmin/Devices";
inline constexpr auto deviceSettingsPath = "/org/bianmin/DeviceSettings"; ///< of devicesName
inline constexpr auto deviceTrafficPath = "/org/bianmin/DeviceTraffic";   ///< likewise
inline constexpr auto deviceHostPath = "/org/bianmin/DeviceHost";
inline constexpr auto servicesName = "org.bianmin.Services";
inline constexpr auto servicesPath = "/org/bianmin/Services";
inline constexpr auto staffPath = "/org/bianmin/Staff";     ///< of servicesName
inline constexpr auto stockPath = "/org/bianmin/Stock";     ///< of servicesName
inline constexpr auto supportPath = "/org/bianmin/Support"; ///< of servicesName
inline constexpr auto shellName = "org.bianmin.Shell";
inline constexpr auto shellPath = "/org/bianmin/Shell";
inline constexpr auto trainingName = "org.bianmin.Training"; ///< while the terminal is in training only
inline constexpr auto trainingPath = "/org/bianmin/Training";
inline constexpr auto portalPath = "/org/bianmin/Portal";
inline constexpr auto moduleHostPath = "/org/bianmin/ModuleHost";

/// Stage of an operation that has something to look at: TakeView.
inline constexpr auto viewReady = "viewReady";

/// The bus of this terminal: $KIOSK_BUS_ADDRESS, else the system bus. Errors: noDevice.
[[nodiscard]] Result<QDBusConnection> connectToBus();

/// The account of whoever has this unique name on the bus, "zhangsan", as the bus knows it and nobody can
/// pretend; "nobody" once it left. Asks the bus itself and waits: for rare calls.
[[nodiscard]] QString accountOf(const QDBusConnection &connection, const QString &uniqueName);

/// "org.bianmin.Error.paperOut" for an Error, so that it can be sent as a D-Bus error reply, and back. An
/// error of D-Bus itself becomes timeOut (no reply), deviceNotReady (nobody there) or internalError.
[[nodiscard]] QString errorName(ErrorCode code);
[[nodiscard]] Error errorFrom(const QDBusError &error);

/// Answers the call that is being handled with an error. For adaptors' objects (QDBusContext).
void replyError(const QDBusContext &context, const Error &error);

/// Answers a delayed call. `call` had setDelayedReply(true).
void reply(const QDBusConnection &connection, const QDBusMessage &call, const QVariantList &values);
void replyError(const QDBusConnection &connection, const QDBusMessage &call, const Error &error);

/// A payload as the argument of a call. Errors: notEnoughSpace.
[[nodiscard]] Result<QDBusUnixFileDescriptor> descriptorFor(const Payload &payload);
[[nodiscard]] QDBusUnixFileDescriptor toDBus(const FileDescriptor &fd);

/// Waits for a call's reply without blocking the loop.
[[nodiscard]] QCoro::Task<Result<QDBusMessage>> awaitReply(QDBusPendingCall call);

/// Waits until somebody has this name on the bus; for ever, if need be. Thread: main.
[[nodiscard]] QCoro::Task<void> untilOnBus(QDBusConnection bus, QString name);

/// Of a reply: its argument of that position. Errors: protocolError when it is missing or of another type.
template <typename T> [[nodiscard]] Result<T> argument(const QDBusMessage &message, qsizetype index = 0)
{
    const QVariantList arguments = message.arguments();
    if (index >= arguments.size() || !arguments.at(index).canConvert<T>())
        return fail(error::protocolError, QStringLiteral("unexpected reply: %1").arg(message.signature()));
    return arguments.at(index).value<T>();
}

} // namespace kiosk::ipc
