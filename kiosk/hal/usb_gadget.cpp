#include <kiosk/hal/usb_gadget.h>

#include <algorithm>
#include <cerrno>
#include <cstddef>
#include <cstring>
#include <linux/usbdevice_fs.h>
#include <sys/ioctl.h>

namespace kiosk::hal
{

namespace
{

/// A client that asks for finished transfers again and again is let wait so long for an answer. On the fourth
/// time, so that no answer that is there waits. A regular file, which the node is, cannot say "nothing yet"
/// to poll.
constexpr Milliseconds patience{10};
constexpr int impatientAsks = 3;
constexpr qsizetype controlSetup = 8; // USB 2.0, 9.3

} // namespace

/// One URB, with its memory on both sides.
struct UsbGadget::Transfer {
    UMockdevIoctlData *data = nullptr;
    UMockdevIoctlData *buffer = nullptr;

    Transfer(UMockdevIoctlData *urbData, UMockdevIoctlData *bufferData)
        : data(static_cast<UMockdevIoctlData *>(g_object_ref(urbData))), buffer(bufferData)
    {
    }
    Transfer(const Transfer &) = delete;
    Transfer &operator=(const Transfer &) = delete;
    ~Transfer()
    {
        g_clear_object(&buffer);
        g_object_unref(data);
    }
    [[nodiscard]] usbdevfs_urb &urb() const { return *reinterpret_cast<usbdevfs_urb *>(data->data); }
};

/// One open file of the node.
struct UsbGadget::Client {
    bool gone = false; ///< the device of this file was drawn
    bool claimed = false;
    std::list<Transfer> waiting, finished;
    UMockdevIoctlClient *reaping = nullptr; ///< an ask for a finished transfer that waits
    UMockdevIoctlData *reapArgument = nullptr;
    int emptyReaps = 0;
    QTimer timer;
};

UsbGadget::UsbGadget(QString place, Description description, Written written)
    : m_description(std::move(description)), m_written(std::move(written)),
      m_devices(
          std::move(place), [this](UMockdevIoctlClient *request) { ioctl(request); },
          [this](UMockdevIoctlClient *client) { closed(client); })
{
}

UsbGadget::~UsbGadget()
{
    unplug();
}

QByteArray UsbGadget::identityLines() const
{
    const auto hex = [this](int at) {
        return m_description.descriptors.mid(at + 1, 1).toHex() +
               m_description.descriptors.mid(at, 1).toHex();
    };
    return "\\n\nA: idVendor=" + hex(8) + "\\n\nA: idProduct=" + hex(10) + "\\n\nA: bcdDevice=" + hex(12) +
           "\\n\nA: manufacturer=Bianmin\\n\nA: product=Emulated USB device\\n";
}

QByteArray UsbGadget::sysPath() const
{
    return "/sys/devices/pci0000:00/0000:00:14.0/usb1/" + m_description.port;
}

Status UsbGadget::plug()
{
    if (m_plugged)
        return {};
    ++m_number;
    const QByteArray count = QByteArray::number(m_number),
                     name = "bus/usb/001/" + count.rightJustified(3, '0');
    m_node = "/dev/" + name;
    const QByteArray record =
        "P: " + sysPath().mid(int(std::strlen("/sys"))) + "\nN: " + name + "=" +
        m_description.descriptors.toHex().toUpper() + "\nE: DEVTYPE=usb_device\nE: DEVNAME=/dev/" + name +
        "\nE: SUBSYSTEM=usb\nA: busnum=1\\n\nA: devnum=" + count +
        "\\n\nA: speed=12\\n\nA: bConfigurationValue=1\\n\nA: dev=189:" + count + identityLines() +
        "\nH: descriptors=" + m_description.descriptors.toHex().toUpper() + "\n";
    KIOSK_TRY(m_devices.add(record, m_node));
    m_devices.announce(sysPath());
    m_kernelDriver = m_description.kernelDriver;
    m_plugged = true;
    return {};
}

void UsbGadget::unplug()
{
    if (!m_plugged)
        return;
    m_plugged = false;
    m_packets.clear();
    m_halted.clear();
    m_refusals = 0;
    m_devices.remove(m_node, sysPath());
    for (const auto &client : std::as_const(m_clients)) {
        client->gone = true;
        client->claimed = false;
        while (!client->waiting.empty())
            finish(*client, client->waiting.begin(), -ESHUTDOWN);
        if (client->reaping != nullptr)
            reap(*client);
    }
}

UsbGadget::Client *UsbGadget::owner()
{
    for (const auto &client : std::as_const(m_clients))
        if (client->claimed && !client->gone)
            return client.get();
    return nullptr;
}

void UsbGadget::send(quint8 endpoint, Packet packet)
{
    if (!m_plugged)
        return;
    m_packets[endpoint].push_back(std::move(packet));
    serveInput(endpoint);
}

void UsbGadget::serveInput(quint8 endpoint)
{
    auto &packets = m_packets[endpoint];
    Client *client = owner();
    while (client != nullptr && !packets.empty() && !m_halted.value(endpoint)) {
        const auto transfer =
            std::find_if(client->waiting.begin(), client->waiting.end(),
                         [&](const Transfer &one) { return one.urb().endpoint == endpoint; });
        if (transfer == client->waiting.end())
            break;
        const Packet packet = packets.front();
        packets.pop_front();
        usbdevfs_urb &urb = transfer->urb();
        urb.actual_length = int(std::min<qsizetype>(packet.bytes.size(), urb.buffer_length));
        if (urb.actual_length > 0)
            memcpy(transfer->buffer->data, packet.bytes.constData(), size_t(urb.actual_length));
        m_halted[endpoint] = packet.status == -EPIPE;
        finish(*client, transfer, packet.status);
    }
}

void UsbGadget::finish(Client &client, std::list<Transfer>::iterator transfer, int status)
{
    transfer->urb().status = status;
    client.finished.splice(client.finished.end(), client.waiting, transfer);
    if (client.reaping != nullptr)
        reap(client);
}

void UsbGadget::answer(Client &client, UMockdevIoctlClient *request, long result, int error)
{
    if (error != EAGAIN)
        client.emptyReaps = 0;
    umockdev_ioctl_client_complete(request, result, error);
}

void UsbGadget::reap(Client &client)
{
    UMockdevIoctlClient *request = std::exchange(client.reaping, nullptr);
    UMockdevIoctlData *argument = std::exchange(client.reapArgument, nullptr);
    client.timer.stop();
    if (!client.finished.empty()) {
        umockdev_ioctl_data_set_ptr(argument, 0, client.finished.front().data);
        client.finished.pop_front();
        answer(client, request, 0);
    } else {
        ++client.emptyReaps;
        answer(client, request, -1, client.gone ? ENODEV : EAGAIN);
    }
    g_object_unref(argument);
    g_object_unref(request);
}

void UsbGadget::closed(UMockdevIoctlClient *client)
{
    m_clients.remove(client);
    if (m_clients.isEmpty() && m_idle)
        m_idle();
}

void UsbGadget::ioctl(UMockdevIoctlClient *request)
{
    auto &known = m_clients[request];
    if (!known) {
        known = std::make_shared<Client>();
        known->gone = !m_plugged;
        Client *client = known.get();
        client->timer.setSingleShot(true);
        connect(&client->timer, &QTimer::timeout, this, [this, client] { reap(*client); });
    }
    const auto client = known;
    const unsigned long code = umockdev_ioctl_client_get_request(request);
    UMockdevIoctlData *argument = umockdev_ioctl_client_get_arg(request);
    if (code == USBDEVFS_DISCARDURB) { // its argument is the URB's address itself
        quint64 address = 0;
        memcpy(&address, argument->data, sizeof address);
        const int error = discard(*client, address);
        return answer(*client, request, error == 0 ? 0 : -1, error);
    }
    UMockdevIoctlData *data = nullptr;
    if (_IOC_SIZE(code) > 0) {
        data = umockdev_ioctl_data_resolve(argument, 0, _IOC_SIZE(code), nullptr);
        if (data == nullptr)
            return answer(*client, request, -1, EFAULT);
    }
    if (code == USBDEVFS_REAPURBNDELAY) {
        client->reaping = static_cast<UMockdevIoctlClient *>(g_object_ref(request));
        client->reapArgument = data;
        if (!client->finished.empty() || client->gone || client->emptyReaps < impatientAsks)
            reap(*client);
        else
            client->timer.start(patience);
        return;
    }
    const int error = client->gone                 ? ENODEV
                      : code == USBDEVFS_SUBMITURB ? submit(*client, data)
                                                   : control(*client, code, data);
    if (data != nullptr)
        g_object_unref(data);
    // Connecting and disconnecting a driver answers how many there are.
    const long good = code == USBDEVFS_IOCTL ? 1 : 0;
    answer(*client, request, error == 0 ? good : -1, error);
}

int UsbGadget::control(Client &client, unsigned long request, UMockdevIoctlData *data)
{
    const auto claim = [&] {
        if (m_kernelDriver || (owner() != nullptr && owner() != &client))
            return EBUSY;
        client.claimed = true;
        return 0;
    };
    switch (request) {
    case USBDEVFS_GET_CAPABILITIES: {
        const quint32 capabilities =
            USBDEVFS_CAP_ZERO_PACKET | USBDEVFS_CAP_NO_PACKET_SIZE_LIM | USBDEVFS_CAP_REAP_AFTER_DISCONNECT;
        memcpy(data->data, &capabilities, sizeof capabilities);
        return 0;
    }
    case USBDEVFS_DISCONNECT_CLAIM:
        if (owner() != nullptr && owner() != &client)
            return EBUSY;
        m_kernelDriver = false;
        return claim();
    case USBDEVFS_CLAIMINTERFACE:
        return claim();
    case USBDEVFS_RELEASEINTERFACE:
        client.claimed = false;
        return 0;
    case USBDEVFS_IOCTL: {
        usbdevfs_ioctl inner{};
        memcpy(&inner, data->data, sizeof inner);
        if (unsigned(inner.ioctl_code) != USBDEVFS_CONNECT)
            return ENOTTY;
        m_kernelDriver = m_description.kernelDriver;
        return 0;
    }
    case USBDEVFS_CLEAR_HALT: {
        unsigned endpoint = 0;
        memcpy(&endpoint, data->data, sizeof endpoint);
        m_halted[quint8(endpoint)] = false;
        return 0;
    }
    default:
        return ENOTTY;
    }
}

void UsbGadget::answerControl(Client &client, std::list<Transfer>::iterator transfer)
{
    const unsigned char *setup = transfer->buffer->data;
    const QByteArray answer = m_controlRead ? m_controlRead(setup[0], setup[1]) : QByteArray();
    const qsizetype count = std::min<qsizetype>(answer.size(), transfer->urb().buffer_length - controlSetup);
    if (count > 0)
        memcpy(transfer->buffer->data + controlSetup, answer.constData(), size_t(count));
    transfer->urb().actual_length = int(count);
    finish(client, transfer, answer.isEmpty() ? -EPIPE : 0);
}

int UsbGadget::submit(Client &client, UMockdevIoctlData *data)
{
    if (!client.claimed)
        return ENOENT;
    usbdevfs_urb urb{};
    memcpy(&urb, data->data, sizeof urb);
    UMockdevIoctlData *buffer =
        umockdev_ioctl_data_resolve(data, offsetof(usbdevfs_urb, buffer), size_t(urb.buffer_length), nullptr);
    client.emptyReaps = 0;
    client.waiting.emplace_back(data, buffer);
    const auto transfer = std::prev(client.waiting.end());
    constexpr quint8 input = 0x80;
    if (urb.type == USBDEVFS_URB_TYPE_CONTROL && buffer != nullptr && (buffer->data[0] & input) != 0) {
        answerControl(client, transfer);
        return 0;
    }
    if ((urb.endpoint & input) != 0) {
        serveInput(urb.endpoint);
        return 0;
    }
    if (m_refusals != 0) {
        if (m_refusals > 0)
            --m_refusals;
        if (m_refusal != 0) // else it is never taken
            finish(client, transfer, m_refusal);
        return 0;
    }
    QByteArray bytes = buffer == nullptr
                           ? QByteArray()
                           : QByteArray(reinterpret_cast<const char *>(buffer->data), urb.buffer_length);
    transfer->urb().actual_length = urb.buffer_length;
    if (urb.type == USBDEVFS_URB_TYPE_CONTROL) {
        bytes.remove(0, controlSetup);
        transfer->urb().actual_length -= int(controlSetup);
    }
    finish(client, transfer, 0);
    m_written(urb.endpoint, bytes);
    return 0;
}

int UsbGadget::discard(Client &client, quint64 address)
{
    if (client.gone)
        return ENODEV;
    for (auto transfer = client.waiting.begin(); transfer != client.waiting.end(); ++transfer) {
        if (transfer->data->client_addr == address) {
            finish(client, transfer, -ENOENT);
            return 0;
        }
    }
    return EINVAL;
}

} // namespace kiosk::hal
