#pragma once

#include <kiosk/core/result.h>

#include <QHash>
#include <QObject>

#include <functional>

#include <umockdev.h>

namespace kiosk::hal
{

/// A folder with /sys and /dev of its own, which a program sees under libumockdev-preload with UMOCKDEV_DIR,
/// and the ioctls of its device nodes brought into an event loop. Knows nothing of what they mean.
/// Thread: its own, with an event loop.
class MockedDevices : public QObject
{
public:
    /// To be answered with umockdev_ioctl_client_complete(), at once or later; who answers later holds a
    /// reference.
    using Ioctl = std::function<void(UMockdevIoctlClient *request)>;
    /// A program has closed the node; the address is all that is left of it.
    using Closed = std::function<void(UMockdevIoctlClient *client)>;

    /// The folder for UMOCKDEV_DIR appears at `place` with the first device.
    MockedDevices(QString place, Ioctl ioctl, Closed closed);
    ~MockedDevices() override;

    /// A device as `umockdev-record` would describe it, and its node's ioctls. Errors: noDevice (it cannot be
    /// emulated here), invalidData (something else is at the place).
    [[nodiscard]] Status add(const QByteArray &record, const QByteArray &node);
    /// Tells programs that listen to udev, which says so once the device's links are there.
    void announce(const QByteArray &sysPath, const char *action = "add");
    /// The near end of the terminal that a node is whose record gives it no contents; ends with the device.
    [[nodiscard]] int terminal(const QByteArray &node) const;
    /// Who has the node open keeps it, and goes on asking; a terminal hangs up.
    void remove(const QByteArray &node, const QByteArray &sysPath);
    /// Takes the folder away: the place is free for another. Programs that have a node open keep it.
    void leavePlace();
    [[nodiscard]] const QString &place() const { return m_place; }

private:
    [[nodiscard]] Status appear();

    QString m_place;
    Ioctl m_ioctl;
    Closed m_closed;
    UMockdevTestbed *m_testbed = nullptr;
    UMockdevIoctlBase *m_handler = nullptr;
    QByteArray m_root;
    QHash<QByteArray, QByteArray> m_records; ///< by their paths in /sys
};

} // namespace kiosk::hal
