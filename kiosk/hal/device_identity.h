#pragma once

#include <QJsonObject>

namespace kiosk::hal
{

/// Who a device is, as far as the system knows it: {"maker", "model", "serial", "firmware"} of the USB device
/// that devices.yaml connects to, by its ids and port or by its node under /dev; what is not known is left
/// out. `root` is where sys/ and dev/ are. Reads a few files of sysfs; thread: any.
[[nodiscard]] QJsonObject identityFromSystem(const QJsonObject &connect,
                                             const QString &root = QStringLiteral("/"));

/// What a device's status says of itself ("identity", and "model" beside it) over what the system knows, in
/// the same form. Texts are cut to 64 printable characters. Pure; thread: any.
[[nodiscard]] QJsonObject identityOf(const QJsonObject &status, const QJsonObject &fromSystem);

} // namespace kiosk::hal
