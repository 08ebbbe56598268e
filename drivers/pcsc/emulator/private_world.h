#pragma once

#include <kiosk/core/result.h>

#include <QStringList>

/// pcscd has its socket and its process file at a fixed place, /run/pcscd, and takes what readers there are;
/// vpcd listens on a fixed port of every network. So that an emulator disturbs neither the machine's own
/// daemon nor another emulator, and nobody on the network can be its card, it runs in a world of its own
/// (bubblewrap): another /run/pcscd, no USB drivers, no network but a loopback that is its alone.
namespace kiosk::pcsc::emulator
{

/// Where the daemon's folder is for those within.
inline const QString daemonFolder = QStringLiteral("/run/pcscd");

/// Runs this program again within that world, with `--inside` before its arguments, and waits for its end. A
/// stop signal, and the end of this process, end its input, which ends it. `folder` is the outside of
/// daemonFolder, and made if it is not there. Thread: main, before any event loop. Errors: noDevice (no
/// bubblewrap).
[[nodiscard]] Result<int> runInPrivateWorld(const QString &folder, const QStringList &arguments);

} // namespace kiosk::pcsc::emulator
