#pragma once

#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/mocked_devices.h>
#include <kiosk/hal/symbology.h>

#include <QHash>
#include <QJsonObject>
#include <QTimer>

#include <functional>

namespace kiosk::hidscanner::emulator
{

enum class Kind { Keyboard, HidPos };

/// A scanner's node as programs see it that run with UMOCKDEV_DIR: its ioctls, and a terminal in the place of
/// what the kernel would give to be read. Needs an event loop; thread: its own.
class ScannerNode : public QObject
{
public:
    ScannerNode(Kind kind, const QString &place);

    [[nodiscard]] Status plug();
    void unplug();
    void leavePlace() { m_devices.leavePlace(); }
    [[nodiscard]] QJsonObject control(const QJsonObject &request);
    /// Nobody has the node open.
    [[nodiscard]] bool idle() const { return m_clients.isEmpty(); }
    void setIdle(std::function<void()> idle) { m_idle = std::move(idle); }

private:
    using Client = UMockdevIoctlClient *;
    void ioctl(Client client);
    void closed(Client client);
    /// An errno; 0 is success. `result` is what the ioctl returns then.
    [[nodiscard]] int answer(Client client, unsigned long request, UMockdevIoctlData *argument, long &result);
    [[nodiscard]] QJsonObject show(const QJsonObject &request);
    void send(const QByteArray &bytes);
    void transmit();

    Kind m_kind;
    hal::MockedDevices m_devices;
    int m_number = 0;
    bool m_plugged = false;
    int m_master = -1;
    FileDescriptor m_slave;        ///< keeps the terminal's settings while nobody has it open
    QHash<Client, bool> m_clients; ///< whether its device is gone
    Client m_grabbedBy = nullptr;
    QString m_fault; ///< until cleared: impostor, busy
    QByteArray m_sending;
    QTimer m_pace;
    std::function<void()> m_idle;
};

} // namespace kiosk::hidscanner::emulator
