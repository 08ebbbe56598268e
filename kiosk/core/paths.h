#pragma once

#include <QString>

namespace kiosk::paths
{

/// Where this installation keeps its read-only files: $KIOSK_PREFIX, else the parent of the program's folder.
/// The build tree has the same layout: bin/, lib/kiosk/drivers/, share/kiosk/.
[[nodiscard]] QString prefix();
[[nodiscard]] QString share(const QString &relative);
[[nodiscard]] QString program(const QString &name);
[[nodiscard]] QString driverLibrary(const QString &driver);

/// Sockets and other things of this run: $KIOSK_RUN, else /run/kiosk. A tmpfs in production.
[[nodiscard]] QString run();
/// What survives a restart (journal): $KIOSK_STATE, else /var/lib/kiosk.
[[nodiscard]] QString state();
/// The terminal's configuration: $KIOSK_CONFIG, else /etc/kiosk/devices.yaml.
[[nodiscard]] QString configuration();
/// Settings of devices that were changed at the terminal: device-settings.yaml of kiosk-deviced's state
/// folder, $KIOSK_STATE, else /var/lib/kiosk-deviced.
[[nodiscard]] QString deviceSettings();

} // namespace kiosk::paths
