#include "sam_transport.h"

#include <kiosk/hal/serial_port.h>

#include <optional>

namespace kiosk::sam
{

namespace
{

class SerialTransport final : public SamTransport
{
public:
    SerialTransport(QString path, int baud) : m_path(std::move(path)), m_baud(baud) {}

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

    Status send(QByteArrayView frame, const Deadline &deadline, const CancelToken &cancel) override
    {
        return m_port ? m_port->write(frame, deadline, cancel) : closed();
    }
    Result<QByteArray> receive(const Deadline &deadline, const CancelToken &cancel) override
    {
        return m_port ? m_port->read(deadline, cancel) : closed();
    }
    void discardInput() override
    {
        if (m_port)
            m_port->discardInput();
    }
    Milliseconds wireTime(qsizetype bytes) const override
    {
        constexpr int bitsPerByte = 10; // 8N1 with its start bit
        return Milliseconds(bytes * bitsPerByte * 1000 / m_baud + 1);
    }

private:
    [[nodiscard]] static Error closed()
    {
        return fail(error::noDevice, QStringLiteral("the port is not open"));
    }

    QString m_path;
    int m_baud;
    std::optional<hal::SerialPort> m_port;
};

} // namespace

std::unique_ptr<SamTransport> createSerialTransport(const QString &path, int baud)
{
    return std::make_unique<SerialTransport>(path, baud);
}

} // namespace kiosk::sam
