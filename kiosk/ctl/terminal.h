#pragma once

#include <kiosk/ipc/bus.h>

#include <QJsonArray>
#include <QJsonObject>

namespace kiosk::ctl
{

/// Where `kioskctl up` keeps a terminal's sockets unless told otherwise: $KIOSK_RUN, else kiosk/ in
/// $XDG_RUNTIME_DIR, else a folder in /tmp of this user.
[[nodiscard]] QString defaultRunFolder();

/// What `kioskctl up` writes down of the terminal in this folder: {"config", "state", "services": [{id, pid,
/// state, restarts, log}]}; empty where it does not run.
[[nodiscard]] QString terminalFile(const QString &runFolder);
[[nodiscard]] QJsonObject runningTerminal(const QString &runFolder);

/// The run folder of the terminal that the command is about, set for this process: where `kioskctl up` runs
/// one, its bus too; else the installed terminal's.
void chooseTerminal(const QString &runFolder);

/// The terminal's bus, or the end of the command with ExitNotRunning.
[[nodiscard]] QDBusConnection terminalBus(bool json);

/// Calls of the commands: they wait (at most timeout), since there is nothing else to do. Errors: of the
/// call.
[[nodiscard]] Result<QDBusMessage> waitFor(const QDBusPendingCall &call);
/// The first argument of the reply, a JSON text.
[[nodiscard]] Result<QJsonArray> arrayFrom(const QDBusPendingCall &call);
[[nodiscard]] Result<QJsonObject> objectFrom(const QDBusPendingCall &call);

/// Ends the command: ExitNotRunning where nobody answered, else as finish().
[[noreturn]] void finishCall(const Error &error, bool json);

} // namespace kiosk::ctl
