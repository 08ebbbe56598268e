#include "log.h"
#include "sam_transport.h"
#include "usb_framing.h"
#include "usb_products.h"

namespace kiosk::sam
{

namespace
{

class UsbTransport final : public SamTransport
{
public:
    UsbTransport(hal::UsbAddress address, UsbProduct product)
        : m_address(std::move(address)), m_product(std::move(product))
    {
    }

    Status open() override
    {
        close();
        if (!m_product.unusable.isEmpty())
            return fail(error::unsupportedCommand,
                        QStringLiteral("USB device %1: %2").arg(m_address.text(), m_product.unusable));
        auto device = hal::UsbDevice::open(m_address);
        if (!device)
            return device.error();
        auto pipes = choosePipes((*device)->interfaces(), m_product.framing);
        if (!pipes)
            return fail(pipes.error().code,
                        QStringLiteral("%1: %2").arg(m_address.text(), pipes.error().detail));
        KIOSK_TRY((*device)->claim(pipes->interface, {pipes->headerIn, pipes->in}));
        qCInfo(log, "USB device %s, framing %s", qUtf8Printable(m_address.text()),
               qUtf8Printable(framingName(pipes->framing)));
        m_device = std::move(*device);
        m_pipes = std::move(*pipes);
        return {};
    }
    void close() override
    {
        m_device.reset();
        m_joiner.clear();
    }
    bool isOpen() const override { return m_device != nullptr; }

    Status send(QByteArrayView frame, const Deadline &deadline, const CancelToken &cancel) override
    {
        if (!m_device)
            return closed();
        switch (m_pipes.framing) {
        case UsbFraming::FourPipe:
            KIOSK_TRY(m_device->write(m_pipes.headerOut, frame.first(frameHeader), deadline, cancel));
            return m_device->write(m_pipes.out, frame.sliced(frameHeader), deadline, cancel);
        case UsbFraming::BulkPair:
            return m_device->write(m_pipes.out, frame, deadline, cancel);
        case UsbFraming::Hid:
            return sendReports(frame, deadline, cancel);
        case UsbFraming::WrappedHid:
            return sendReports(wrapFrame(frame), deadline, cancel);
        }
        return {};
    }
    Result<QByteArray> receive(const Deadline &deadline, const CancelToken &cancel) override
    {
        for (;;) {
            if (!m_device)
                return closed();
            auto packet = m_device->read(deadline, cancel);
            if (!packet)
                return packet.error();
            // Padding and envelopes are noise to the frame decoder: a frame has its own length and checksum.
            if (m_pipes.framing != UsbFraming::FourPipe)
                return std::move(packet->bytes);
            if (packet->endpoint == m_pipes.headerIn)
                m_joiner.feedHeader(packet->bytes);
            else
                m_joiner.feedBody(packet->bytes);
            if (auto bytes = m_joiner.take(); !bytes.isEmpty())
                return bytes;
        }
    }
    void discardInput() override
    {
        if (m_device)
            m_device->discardInput();
        m_joiner.clear();
    }
    Milliseconds wireTime(qsizetype bytes) const override
    {
        constexpr qsizetype bytesPerFrame =
            64; // a packet in each millisecond, the slowest that a reader does
        return Milliseconds(bytes / bytesPerFrame + 1);
    }

private:
    [[nodiscard]] static Error closed()
    {
        return fail(error::noDevice, QStringLiteral("the USB device is not open"));
    }
    Status sendReports(QByteArrayView bytes, const Deadline &deadline, const CancelToken &cancel)
    {
        for (const QByteArray &report : reportsOf(bytes))
            KIOSK_TRY(m_pipes.out != 0
                          ? m_device->write(m_pipes.out, report, deadline, cancel)
                          : m_device->writeReport(m_pipes.interface.number, report, deadline, cancel));
        return {};
    }

    hal::UsbAddress m_address;
    UsbProduct m_product;
    std::unique_ptr<hal::UsbDevice> m_device;
    UsbPipes m_pipes;
    PipeJoiner m_joiner;
};

} // namespace

Result<std::unique_ptr<SamTransport>> createUsbTransport(const hal::UsbAddress &address)
{
    auto product = findUsbProduct(address.vendor, address.product);
    if (!product)
        return product.error();
    return std::unique_ptr<SamTransport>(std::make_unique<UsbTransport>(address, std::move(*product)));
}

} // namespace kiosk::sam
