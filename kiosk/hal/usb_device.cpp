#include <kiosk/hal/usb_device.h>

#include <kiosk/hal/traffic.h>

#include <QStringList>

#include <libusb.h>

#include <algorithm>
#include <cstring>
#include <optional>
#include <vector>

namespace kiosk::hal
{

namespace
{

/// A cancelled transfer comes back with the next event; longer than this, the kernel has lost it.
constexpr Milliseconds cancelTime{1000};
/// Packets that a device may send while this process is busy: enough that no interval of an interrupt
/// endpoint passes without a transfer waiting.
constexpr int transfersPerEndpoint = 4;

QString hex(quint8 number)
{
    return QStringLiteral("%1").arg(number, 2, 16, QLatin1Char('0'));
}

QString productText(quint16 vendor, quint16 product)
{
    return QStringLiteral("%1:%2").arg(vendor, 4, 16, QLatin1Char('0')).arg(product, 4, 16, QLatin1Char('0'));
}

QString libraryError(int result)
{
    return QString::fromLatin1(libusb_strerror(libusb_error(result)));
}

/// "1-2.4", as in /sys/bus/usb/devices.
QString portOf(libusb_device *device)
{
    quint8 ports[7]; // the deepest that USB allows
    const int count = libusb_get_port_numbers(device, ports, int(std::size(ports)));
    QStringList path;
    for (int i = 0; i < count; ++i)
        path.append(QString::number(ports[i]));
    return QStringLiteral("%1-%2").arg(libusb_get_bus_number(device)).arg(path.join(u'.'));
}

struct Context {
    libusb_context *context = nullptr;

    Context() = default;
    Context(const Context &) = delete;
    Context &operator=(const Context &) = delete;
    ~Context()
    {
        if (context != nullptr)
            libusb_exit(context);
    }
};

struct DeviceList {
    libusb_device **devices = nullptr;
    ssize_t count = 0;

    explicit DeviceList(libusb_context *context) : count(libusb_get_device_list(context, &devices)) {}
    DeviceList(const DeviceList &) = delete;
    DeviceList &operator=(const DeviceList &) = delete;
    ~DeviceList()
    {
        if (devices != nullptr)
            libusb_free_device_list(devices, 1);
    }
};

Result<libusb_device *> find(const DeviceList &list, const UsbAddress &address)
{
    libusb_device *found = nullptr;
    QStringList ports, others;
    for (ssize_t i = 0; i < list.count; ++i) {
        libusb_device_descriptor descriptor{};
        if (libusb_get_device_descriptor(list.devices[i], &descriptor) != 0)
            continue;
        const QString port = portOf(list.devices[i]);
        const bool wanted = descriptor.idVendor == address.vendor && descriptor.idProduct == address.product;
        if (wanted && (address.port.isEmpty() || port == address.port)) {
            found = list.devices[i];
            ports.append(port);
        } else if (wanted || port == address.port) {
            others.append(QStringLiteral("%1 is at port %2")
                              .arg(productText(descriptor.idVendor, descriptor.idProduct), port));
        }
    }
    if (ports.size() > 1)
        return fail(error::invalidData,
                    QStringLiteral("USB device %1 is there more than once, at ports %2: name its port")
                        .arg(address.text(), ports.join(QStringLiteral(", "))));
    if (found == nullptr)
        return fail(error::noDevice,
                    (QStringList{QStringLiteral("no USB device %1").arg(address.text())} + others)
                        .join(QStringLiteral("; ")));
    return found;
}

QList<UsbInterface> interfacesOf(libusb_device *device)
{
    QList<UsbInterface> interfaces;
    libusb_config_descriptor *configuration = nullptr;
    if (libusb_get_active_config_descriptor(device, &configuration) != 0)
        return interfaces;
    for (int i = 0; i < configuration->bNumInterfaces; ++i) {
        if (configuration->interface[i].num_altsetting == 0)
            continue;
        const libusb_interface_descriptor &setting = configuration->interface[i].altsetting[0];
        UsbInterface interface {
            setting.bInterfaceNumber, setting.bInterfaceClass, {}
        };
        for (int j = 0; j < setting.bNumEndpoints; ++j) {
            const libusb_endpoint_descriptor &endpoint = setting.endpoint[j];
            const int kind = endpoint.bmAttributes & LIBUSB_TRANSFER_TYPE_MASK;
            constexpr int sizeMask = 0x7FF; // the bits above say how many packets a microframe holds
            if (kind == LIBUSB_TRANSFER_TYPE_BULK || kind == LIBUSB_TRANSFER_TYPE_INTERRUPT)
                interface.endpoints.append({endpoint.bEndpointAddress, kind == LIBUSB_TRANSFER_TYPE_INTERRUPT,
                                            endpoint.wMaxPacketSize & sizeMask});
        }
        interfaces.append(interface);
    }
    libusb_free_config_descriptor(configuration);
    return interfaces;
}

const char *statusText(libusb_transfer_status status)
{
    switch (status) {
    case LIBUSB_TRANSFER_STALL:
        return "stalled";
    case LIBUSB_TRANSFER_OVERFLOW:
        return "sent more than a packet holds";
    default:
        return "failed on the bus";
    }
}

} // namespace

UsbAddress UsbAddress::fromJson(const QJsonObject &usb)
{
    return {quint16(usb[u"vid"].toInt()), quint16(usb[u"pid"].toInt()), usb[u"port"].toString()};
}

QString UsbAddress::text() const
{
    const QString name = productText(vendor, product);
    return port.isEmpty() ? name : QStringLiteral("%1 at port %2").arg(name, port);
}

struct UsbDevice::Data {
    /// An endpoint that is read: as many transfers of one packet each are always under way. Of one packet, so
    /// that an answer that fills its last packet does not wait for the next one.
    struct Input {
        struct Waiting {
            libusb_transfer *transfer = nullptr;
            std::vector<unsigned char> buffer;
        };

        Data *data = nullptr;
        quint8 endpoint = 0;
        std::vector<Waiting> waiting;
        int underWay = 0;
        std::optional<libusb_transfer_status> failure;
    };
    /// A transfer to the device, or a request and its answer.
    struct Output {
        libusb_transfer *transfer = libusb_alloc_transfer(0);
        std::vector<unsigned char> buffer;
        bool done = false;
        QByteArray *answer = nullptr; ///< of a request that reads

        Output() = default;
        Output(const Output &) = delete;
        Output &operator=(const Output &) = delete;
        ~Output() { libusb_free_transfer(transfer); }
    };

    Context library;
    libusb_device_handle *handle = nullptr;
    QList<UsbInterface> interfaces;
    QList<int> claimed;
    std::vector<std::unique_ptr<Input>> inputs;
    QList<UsbPacket> received;
    bool gone = false;
    bool closing = false;
    bool lostTransfers = false; ///< the kernel never gave them back: their memory must stay

    Data() = default;
    Data(const Data &) = delete;
    Data &operator=(const Data &) = delete;
    ~Data();

    void handleEvents(Milliseconds time);
    void submit(Input &input, libusb_transfer *transfer);
    static void cancelAll(const Input &input);
    void complete(Input &input, libusb_transfer *transfer);
    static void LIBUSB_CALL inputCompleted(libusb_transfer *transfer);
    static void LIBUSB_CALL outputCompleted(libusb_transfer *transfer);
    [[nodiscard]] Status recover();
    [[nodiscard]] Status clear(quint8 endpoint, libusb_transfer_status reason);
    [[nodiscard]] Status run(std::unique_ptr<Output> output, const Deadline &deadline,
                             const CancelToken &cancel);
    [[nodiscard]] static Error drawn()
    {
        return fail(error::noDevice, QStringLiteral("the USB device is gone"));
    }
};

UsbDevice::Data::~Data()
{
    closing = true;
    const auto underWay = [this] {
        return std::any_of(inputs.begin(), inputs.end(),
                           [](const auto &input) { return input->underWay > 0; });
    };
    for (const auto &input : inputs)
        cancelAll(*input);
    const Deadline limit = Deadline::in(cancelTime);
    while (underWay() && !limit.passed())
        handleEvents(cancelLatency);
    if (underWay()) {
        lostTransfers = true;
        for (auto &input : inputs)
            (void)input.release();
    }
    for (const auto &input : inputs) {
        if (!input)
            continue;
        for (const Input::Waiting &one : input->waiting)
            libusb_free_transfer(one.transfer);
    }
    if (handle == nullptr)
        return;
    for (const int interface : claimed)
        libusb_release_interface(handle, interface);
    if (!lostTransfers)
        libusb_close(handle);
    else
        library.context = nullptr;
}

void UsbDevice::Data::handleEvents(Milliseconds time)
{
    timeval wait{time.count() / 1000, (time.count() % 1000) * 1000};
    const int result = libusb_handle_events_timeout_completed(library.context, &wait, nullptr);
    if (result != 0 && result != LIBUSB_ERROR_INTERRUPTED)
        gone = true;
}

void UsbDevice::Data::submit(Input &input, libusb_transfer *transfer)
{
    const int result = libusb_submit_transfer(transfer);
    if (result == 0)
        ++input.underWay;
    else if (result == LIBUSB_ERROR_NO_DEVICE)
        gone = true;
    else if (!input.failure)
        input.failure = LIBUSB_TRANSFER_ERROR;
}

void UsbDevice::Data::cancelAll(const Input &input)
{
    for (const Input::Waiting &one : input.waiting)
        libusb_cancel_transfer(one.transfer); // one that is not under way says so, and that is all
}

void UsbDevice::Data::complete(Input &input, libusb_transfer *transfer)
{
    --input.underWay;
    const bool good = transfer->status == LIBUSB_TRANSFER_COMPLETED;
    // Packets of no length mark the end of a transfer, which the protocol marks by itself.
    if (good && transfer->actual_length > 0)
        received.append({input.endpoint, QByteArray(reinterpret_cast<const char *>(transfer->buffer),
                                                    transfer->actual_length)});
    // What a card says must not stay in a buffer that lives as long as the device is open.
    explicit_bzero(transfer->buffer, size_t(transfer->length));
    if (transfer->status == LIBUSB_TRANSFER_NO_DEVICE)
        gone = true;
    if (closing || gone || input.failure || transfer->status == LIBUSB_TRANSFER_CANCELLED)
        return;
    if (good)
        return submit(input, transfer);
    input.failure = transfer->status;
    cancelAll(input); // an endpoint is cleared with nothing waiting on it
}

void UsbDevice::Data::inputCompleted(libusb_transfer *transfer)
{
    auto *input = static_cast<Input *>(transfer->user_data);
    input->data->complete(*input, transfer);
}

void UsbDevice::Data::outputCompleted(libusb_transfer *transfer)
{
    static_cast<Output *>(transfer->user_data)->done = true;
}

Status UsbDevice::Data::clear(quint8 endpoint, libusb_transfer_status reason)
{
    // A device that is being drawn fails for some milliseconds before the hub tells: it cannot be cleared.
    if (libusb_clear_halt(handle, endpoint) != 0) {
        gone = true;
        return drawn();
    }
    return fail(error::protocolError,
                QStringLiteral("USB endpoint %1 %2").arg(hex(endpoint), QLatin1String(statusText(reason))));
}

Status UsbDevice::Data::recover()
{
    for (const auto &input : inputs) {
        if (!input->failure || input->underWay > 0)
            continue;
        auto cleared = clear(input->endpoint, *input->failure);
        input->failure.reset();
        if (!gone) {
            for (const Input::Waiting &one : input->waiting)
                submit(*input, one.transfer);
        }
        return cleared;
    }
    return {};
}

Status UsbDevice::Data::run(std::unique_ptr<Output> output, const Deadline &deadline,
                            const CancelToken &cancel)
{
    libusb_transfer *transfer = output->transfer;
    const int submitted = libusb_submit_transfer(transfer);
    if (submitted == LIBUSB_ERROR_NO_DEVICE)
        gone = true;
    if (submitted != 0)
        return gone ? drawn() : fail(error::protocolError, libraryError(submitted));
    std::optional<Deadline> givenUp;
    while (!output->done) {
        if (!givenUp && (cancel.canceled() || deadline.passed() || gone)) {
            libusb_cancel_transfer(transfer);
            givenUp = Deadline::in(cancelTime);
        }
        if (givenUp && givenUp->passed()) {
            lostTransfers = gone = true;
            (void)output.release();
            return drawn();
        }
        handleEvents(givenUp ? cancelLatency : std::min(deadline.left() + Milliseconds(1), cancelLatency));
    }
    switch (transfer->status) {
    case LIBUSB_TRANSFER_COMPLETED:
        if (output->answer != nullptr)
            *output->answer =
                QByteArray(reinterpret_cast<const char *>(libusb_control_transfer_get_data(transfer)),
                           transfer->actual_length);
        return {};
    case LIBUSB_TRANSFER_CANCELLED:
        if (gone)
            return drawn();
        return cancel.canceled() ? fail(error::canceled) : fail(error::timeOut);
    case LIBUSB_TRANSFER_NO_DEVICE:
        gone = true;
        return drawn();
    default:
        break;
    }
    if (transfer->type != LIBUSB_TRANSFER_TYPE_CONTROL)
        return clear(transfer->endpoint, transfer->status);
    // The control endpoint clears itself with the next request.
    return fail(error::protocolError,
                QStringLiteral("USB control transfer %1").arg(QLatin1String(statusText(transfer->status))));
}

UsbDevice::UsbDevice(std::unique_ptr<Data> data) : m_data(std::move(data)) {}

UsbDevice::~UsbDevice() = default;

Result<std::unique_ptr<UsbDevice>> UsbDevice::open(const UsbAddress &address)
{
    auto data = std::make_unique<Data>();
    if (const int result = libusb_init(&data->library.context); result != 0)
        return fail(error::noDevice,
                    QStringLiteral("no USB device %1: %2").arg(address.text(), libraryError(result)));
    const DeviceList list(data->library.context);
    const auto device = find(list, address);
    if (!device)
        return device.error();
    if (const int result = libusb_open(*device, &data->handle); result != 0) {
        if (result == LIBUSB_ERROR_ACCESS)
            return fail(error::authorisationRequired,
                        QStringLiteral("USB device %1: no permission to open its node; a udev rule gives it")
                            .arg(address.text()));
        return fail(error::noDevice,
                    QStringLiteral("USB device %1: %2").arg(address.text(), libraryError(result)));
    }
    data->interfaces = interfacesOf(*device);
    libusb_set_auto_detach_kernel_driver(data->handle, 1);
    return std::unique_ptr<UsbDevice>(new UsbDevice(std::move(data)));
}

const QList<UsbInterface> &UsbDevice::interfaces() const
{
    return m_data->interfaces;
}

Status UsbDevice::claim(const UsbInterface &interface, const QList<quint8> &inputs)
{
    const int result = libusb_claim_interface(m_data->handle, interface.number);
    if (result == LIBUSB_ERROR_BUSY)
        return fail(error::deviceBusy,
                    QStringLiteral("USB interface %1 is in use by another program").arg(interface.number));
    if (result != 0)
        return fail(error::noDevice,
                    QStringLiteral("USB interface %1: %2").arg(interface.number).arg(libraryError(result)));
    m_data->claimed.append(interface.number);

    for (const UsbEndpoint &endpoint : interface.endpoints) {
        if (!inputs.contains(endpoint.address))
            continue;
        auto input = std::make_unique<Data::Input>();
        input->data = m_data.get();
        input->endpoint = endpoint.address;
        input->waiting.resize(transfersPerEndpoint);
        for (Data::Input::Waiting &one : input->waiting) {
            one.buffer.resize(size_t(endpoint.packetSize));
            one.transfer = libusb_alloc_transfer(0);
            libusb_fill_bulk_transfer(one.transfer, m_data->handle, endpoint.address, one.buffer.data(),
                                      endpoint.packetSize, &Data::inputCompleted, input.get(), 0);
            if (endpoint.interrupt)
                one.transfer->type = LIBUSB_TRANSFER_TYPE_INTERRUPT;
        }
        m_data->inputs.push_back(std::move(input));
        Data::Input &reading = *m_data->inputs.back();
        for (const Data::Input::Waiting &one : reading.waiting)
            m_data->submit(reading, one.transfer);
    }
    return m_data->gone ? Data::drawn() : Status{};
}

Status UsbDevice::write(quint8 endpoint, QByteArrayView bytes, const Deadline &deadline,
                        const CancelToken &cancel)
{
    if (m_data->gone)
        return Data::drawn();
    bool interrupt = false;
    for (const UsbInterface &interface : m_data->interfaces)
        for (const UsbEndpoint &candidate : interface.endpoints)
            interrupt = interrupt || (candidate.address == endpoint && candidate.interrupt);
    auto output = std::make_unique<Data::Output>();
    output->buffer.assign(bytes.begin(), bytes.end());
    libusb_fill_bulk_transfer(output->transfer, m_data->handle, endpoint, output->buffer.data(),
                              int(output->buffer.size()), &Data::outputCompleted, output.get(), 0);
    if (interrupt)
        output->transfer->type = LIBUSB_TRANSFER_TYPE_INTERRUPT;
    tellBytes(Way::Out, bytes);
    return m_data->run(std::move(output), deadline, cancel);
}

Status UsbDevice::writeReport(quint8 interface, QByteArrayView report, const Deadline &deadline,
                              const CancelToken &cancel)
{
    constexpr quint8 toInterface = 0x21, setReport = 0x09;
    constexpr quint16 outputReport = 0x0200;
    if (m_data->gone)
        return Data::drawn();
    auto output = std::make_unique<Data::Output>();
    output->buffer.resize(LIBUSB_CONTROL_SETUP_SIZE);
    libusb_fill_control_setup(output->buffer.data(), toInterface, setReport, outputReport, interface,
                              quint16(report.size()));
    output->buffer.insert(output->buffer.end(), report.begin(), report.end());
    tellBytes(Way::Out, report);
    libusb_fill_control_transfer(output->transfer, m_data->handle, output->buffer.data(),
                                 &Data::outputCompleted, output.get(), 0);
    return m_data->run(std::move(output), deadline, cancel);
}

Result<QByteArray> UsbDevice::readClassRequest(quint8 interface, quint8 request, quint16 length,
                                               const Deadline &deadline, const CancelToken &cancel)
{
    constexpr quint8 fromInterface = 0xA1;
    if (m_data->gone)
        return Data::drawn();
    QByteArray answer;
    auto output = std::make_unique<Data::Output>();
    output->answer = &answer;
    output->buffer.resize(LIBUSB_CONTROL_SETUP_SIZE + size_t(length));
    libusb_fill_control_setup(output->buffer.data(), fromInterface, request, 0, interface, length);
    libusb_fill_control_transfer(output->transfer, m_data->handle, output->buffer.data(),
                                 &Data::outputCompleted, output.get(), 0);
    KIOSK_TRY(m_data->run(std::move(output), deadline, cancel));
    tellBytes(Way::In, answer);
    return answer;
}

Result<UsbPacket> UsbDevice::read(const Deadline &deadline, const CancelToken &cancel)
{
    for (bool waited = false;; waited = true) {
        if (cancel.canceled())
            return fail(error::canceled);
        if (!m_data->received.isEmpty()) {
            UsbPacket packet = m_data->received.takeFirst();
            tellBytes(Way::In, packet.bytes);
            return packet;
        }
        if (m_data->gone)
            return Data::drawn();
        KIOSK_TRY(m_data->recover());
        if (waited && deadline.passed())
            return fail(error::timeOut);
        m_data->handleEvents(
            std::min(deadline.left() + Milliseconds(deadline.passed() ? 0 : 1), cancelLatency));
    }
}

void UsbDevice::discardInput()
{
    m_data->handleEvents(Milliseconds(0));
    (void)m_data->recover(); // what is lost would be dropped anyway
    m_data->received.clear();
}

} // namespace kiosk::hal
