#include "printer_port.h"

#include <kiosk/hal/serial_port.h>

#include <algorithm>

namespace kiosk::escpos
{

namespace
{

constexpr Milliseconds portStatusTime{500};

Error closed()
{
    return fail(error::noDevice, QStringLiteral("the port is not open"));
}

class SerialPrinterPort final : public PrinterPort
{
public:
    SerialPrinterPort(QString path, int baud) : m_path(std::move(path)), m_baud(baud) {}

    Status open() override
    {
        m_port.reset();
        auto port = hal::SerialPort::open(m_path, m_baud);
        if (!port)
            return port.error();
        m_port = std::move(*port);
        return {};
    }
    void close() override { m_port.reset(); }
    bool isOpen() const override { return m_port.has_value(); }
    Status write(const QByteArray &bytes, const Deadline &deadline, const CancelToken &cancel) override
    {
        return m_port ? m_port->write(bytes, deadline, cancel) : closed();
    }
    Result<QByteArray> read(const Deadline &deadline, const CancelToken &cancel) override
    {
        return m_port ? m_port->read(deadline, cancel) : closed();
    }
    Result<std::optional<quint8>> portStatus(const Deadline &, const CancelToken &) override
    {
        return std::optional<quint8>();
    }
    Milliseconds wireTime(qsizetype bytes) const override
    {
        constexpr int bitsPerByte = 10; // 8N1 with its start bit
        return Milliseconds(bytes * bitsPerByte * 1000 / m_baud + 1);
    }

private:
    QString m_path;
    int m_baud;
    std::optional<hal::SerialPort> m_port;
};

class UsbPrinterPort final : public PrinterPort
{
public:
    explicit UsbPrinterPort(hal::UsbAddress address) : m_address(std::move(address)) {}

    Status open() override
    {
        close();
        auto device = hal::UsbDevice::open(m_address);
        if (!device)
            return device.error();
        KIOSK_TRY(choosePipes((*device)->interfaces()));
        KIOSK_TRY((*device)->claim(m_interface, {m_in}));
        m_device = std::move(*device);
        return {};
    }
    void close() override { m_device.reset(); }
    bool isOpen() const override { return m_device != nullptr; }
    Status write(const QByteArray &bytes, const Deadline &deadline, const CancelToken &cancel) override
    {
        return m_device ? m_device->write(m_out, bytes, deadline, cancel) : closed();
    }
    Result<QByteArray> read(const Deadline &deadline, const CancelToken &cancel) override
    {
        if (!m_device)
            return closed();
        auto packet = m_device->read(deadline, cancel);
        if (!packet)
            return packet.error();
        return std::move(packet->bytes);
    }
    Result<std::optional<quint8>> portStatus(const Deadline &deadline, const CancelToken &cancel) override
    {
        constexpr quint8 getPortStatus = 1; // printer class 1.1, 4.2
        if (!m_device)
            return closed();
        const auto answer = m_device->readClassRequest(m_interface.number, getPortStatus, 1,
                                                       deadline.orIn(portStatusTime), cancel);
        if (!answer)
            return answer.error();
        if (answer->size() != 1)
            return fail(error::protocolError,
                        QStringLiteral("a port status of %1 bytes").arg(answer->size()));
        return std::optional<quint8>(quint8(answer->at(0)));
    }
    Milliseconds wireTime(qsizetype bytes) const override
    {
        constexpr qsizetype bytesPerMillisecond = 64; // one packet a frame, full speed at its slowest
        return Milliseconds(bytes / bytesPerMillisecond + 1);
    }

private:
    Status choosePipes(const QList<hal::UsbInterface> &interfaces)
    {
        constexpr quint8 printerClass = 7;
        const auto found =
            std::find_if(interfaces.begin(), interfaces.end(),
                         [](const hal::UsbInterface &one) { return one.classCode == printerClass; });
        if (found == interfaces.end())
            return fail(error::unsupportedCommand,
                        QStringLiteral("USB device %1 is no printer").arg(m_address.text()));
        m_in = m_out = 0;
        for (const hal::UsbEndpoint &endpoint : found->endpoints) {
            if (!endpoint.interrupt)
                (endpoint.isInput() ? m_in : m_out) = endpoint.address;
        }
        if (m_in == 0 || m_out == 0)
            return fail(error::unsupportedCommand,
                        QStringLiteral("USB device %1 cannot answer, so nobody would know what it printed")
                            .arg(m_address.text()));
        m_interface = *found;
        return {};
    }

    hal::UsbAddress m_address;
    std::unique_ptr<hal::UsbDevice> m_device;
    hal::UsbInterface m_interface;
    quint8 m_in = 0;
    quint8 m_out = 0;
};

} // namespace

std::unique_ptr<PrinterPort> createSerialPort(const QString &path, int baud)
{
    return std::make_unique<SerialPrinterPort>(path, baud);
}

std::unique_ptr<PrinterPort> createUsbPort(const hal::UsbAddress &address)
{
    return std::make_unique<UsbPrinterPort>(address);
}

} // namespace kiosk::escpos
