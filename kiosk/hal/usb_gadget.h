#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>
#include <kiosk/core/sealed_memory.h>
#include <kiosk/hal/mocked_devices.h>

#include <QByteArray>
#include <QHash>
#include <QObject>
#include <QTimer>

#include <deque>
#include <functional>
#include <list>
#include <memory>

namespace kiosk::hal
{

/// A USB device as a program under libumockdev-preload with UMOCKDEV_DIR sees it: /sys, its node in /dev, and
/// behind that usbfs's ioctls as Linux answers them (Documentation/driver-api/usb/usb.rst), answered here.
/// Knows endpoints and packets, nothing of what they say. Needs an event loop; thread: its own.
class UsbGadget : public QObject
{
public:
    struct Description {
        QByteArray descriptors;    ///< device, then configuration, as the kernel gives them in sysfs
        QByteArray port;           ///< "1-2"
        bool kernelDriver = false; ///< the kernel has bound a driver of its own to the interface
    };
    /// Bytes that came to an endpoint; SET_REPORT's come to endpoint 0.
    using Written = std::function<void(quint8 endpoint, const QByteArray &bytes)>;

    /// The answer to a control request that reads: nothing, and it stalls.
    using ControlRead = std::function<QByteArray(quint8 requestType, quint8 request)>;

    /// The folder for UMOCKDEV_DIR appears at `place`.
    UsbGadget(QString place, Description description, Written written);
    ~UsbGadget() override;

    [[nodiscard]] Status plug();
    void unplug();
    [[nodiscard]] bool plugged() const { return m_plugged; }
    /// Takes the folder away: the place is free for another. Clients that have a device open keep it.
    void leavePlace() { m_devices.leavePlace(); }
    /// Nobody has a device of this gadget open, not one that was drawn either.
    [[nodiscard]] bool idle() const { return m_clients.isEmpty(); }
    /// Called when the last one has closed it.
    void setIdle(std::function<void()> idle) { m_idle = std::move(idle); }
    void setControlRead(ControlRead read) { m_controlRead = std::move(read); }

    struct Packet {
        QByteArray bytes;
        int status = 0; ///< of the transfer that it ends, a negative errno
    };
    void send(quint8 endpoint, Packet packet);
    /// The next so many transfers to an output endpoint end like this.
    void refuseOutput(int count, int status) { m_refusals = count, m_refusal = status; }
    [[nodiscard]] bool kernelDriverBound() const { return m_kernelDriver; }

private:
    /// sysfs: what the kernel reads of the device's descriptor, and what it says of itself.
    [[nodiscard]] QByteArray identityLines() const;
    [[nodiscard]] QByteArray sysPath() const;
    struct Transfer;
    struct Client;

    void ioctl(UMockdevIoctlClient *request);
    void closed(UMockdevIoctlClient *client);
    void answer(Client &client, UMockdevIoctlClient *request, long result, int error = 0);
    [[nodiscard]] int control(Client &client, unsigned long request, UMockdevIoctlData *data);
    [[nodiscard]] int submit(Client &client, UMockdevIoctlData *data);
    void answerControl(Client &client, std::list<Transfer>::iterator transfer);
    [[nodiscard]] int discard(Client &client, quint64 address);
    void reap(Client &client);
    void serveInput(quint8 endpoint);
    void finish(Client &client, std::list<Transfer>::iterator transfer, int status);
    [[nodiscard]] Client *owner();

    Description m_description;
    Written m_written;
    std::function<void()> m_idle;
    ControlRead m_controlRead;
    QByteArray m_node;
    int m_number = 1; ///< of the device on its bus; the next one is another
    bool m_plugged = false;
    bool m_kernelDriver = false;
    QHash<UMockdevIoctlClient *, std::shared_ptr<Client>> m_clients;
    QHash<quint8, std::deque<Packet>> m_packets;
    QHash<quint8, bool> m_halted;
    int m_refusals = 0;
    int m_refusal = 0;
    MockedDevices m_devices;
};

} // namespace kiosk::hal
