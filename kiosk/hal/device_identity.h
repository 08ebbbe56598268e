#pragma once

#include <QJsonObject>
#include <QString>

namespace kiosk::hal
{

/// Who a device is, as far as the system knows it: {"maker", "model", "serial", "firmware"} of the USB device
/// that devices.yaml connects to, by its ids and port or by its node under /dev; what is not known is left
/// out. `root` is where sys/ and dev/ are. Reads a few files of sysfs; thread: any.
[[nodiscard]] QJsonObject identityFromSystem(const QJsonObject &connect,
                                             const QString &root = QStringLiteral("/"));

/// What a device's status says of itself ("identity", and "model" and "serial" beside it) over what the
/// system knows, in the same form. Texts are cut to 64 printable characters. Pure; thread: any.
[[nodiscard]] QJsonObject identityOf(const QJsonObject &status, const QJsonObject &fromSystem);

/// Who the device is, as far as the system knows it, while it comes and goes: one that was away may be
/// another now. Thread: one.
class SystemIdentity
{
public:
    explicit SystemIdentity(QJsonObject connect, QString root = QStringLiteral("/"));

    /// In this state of XFS4IoT's. Reads a few files where the device was away or is.
    [[nodiscard]] const QJsonObject &in(const QString &state);

private:
    QJsonObject m_connect;
    QString m_root;
    QJsonObject m_known;
    bool m_away = true;
};

} // namespace kiosk::hal
