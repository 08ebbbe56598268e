#pragma once

#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/mocked_devices.h>

#include <QHash>
#include <QTimer>

#include <functional>

namespace kiosk::hal
{

/// A device's node as programs see it that run with UMOCKDEV_DIR: its ioctls, and a terminal in the place of
/// what the kernel would give to be read. So a read may return a part of a report or of an event, which the
/// kernel never does, and a node that is drawn hangs up instead of ENODEV. Needs an event loop; thread: its
/// own.
class EmulatedNode : public QObject
{
public:
    using Client = UMockdevIoctlClient *;
    struct Kind {
        QByteArray subsystem; ///< "input"
        QByteArray node;      ///< in /dev, without its number: "input/event"
        QByteArray sysFolder; ///< in /sys, without its number
        QByteArray link;      ///< in /dev, as udev makes it, one folder deeper than the node
    };
    /// Answers an ioctl with an errno; 0 is success, with `reply` copied to where its argument points, unless
    /// it is empty, and `result` returned.
    using Answer = std::function<int(Client, unsigned long request, QByteArray &reply, long &result)>;

    /// `place`: the folder for UMOCKDEV_DIR.
    EmulatedNode(Kind kind, const QString &place, Answer answer);

    /// Under the next number.
    [[nodiscard]] Status plug();
    void unplug();
    [[nodiscard]] bool plugged() const { return m_plugged; }
    /// By so many programs.
    [[nodiscard]] int openCount() const { return int(m_clients.size()); }
    /// It is drawn, and the place is free for another.
    void leavePlace();
    /// Nobody has it open.
    [[nodiscard]] bool idle() const { return m_clients.isEmpty(); }
    /// Called when nobody has any more.
    void setIdle(std::function<void()> idle) { m_idle = std::move(idle); }

    [[nodiscard]] Client grabbedBy() const { return m_grabbedBy; }
    void setGrabbedBy(Client client) { m_grabbedBy = client; }

    /// What whoever has it open reads, as fast as USB gives it, or faster.
    void send(const QByteArray &bytes);
    /// How many bytes of it nobody can read yet.
    [[nodiscard]] int pending() const { return int(m_sending.size()); }

private:
    void ioctl(Client client);
    void closed(Client client);
    void transmit();
    [[nodiscard]] QByteArray nodeName() const;
    [[nodiscard]] QByteArray sysPath() const;

    Kind m_kind;
    MockedDevices m_devices;
    Answer m_answer;
    int m_number = 0;
    bool m_plugged = false;
    int m_master = -1;
    FileDescriptor m_slave;        ///< keeps the terminal's settings while nobody has it open
    QHash<Client, bool> m_clients; ///< whether its device is gone
    Client m_grabbedBy = nullptr;
    QByteArray m_sending;
    QTimer m_pace;
    std::function<void()> m_idle;
};

} // namespace kiosk::hal
