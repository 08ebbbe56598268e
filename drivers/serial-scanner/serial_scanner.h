#pragma once

#include "line_decoder.h"

#include <kiosk/hal/serial_port.h>

namespace kiosk::serialscanner
{

/// A scanner that sends lines. Thread: one.
class SerialScanner : public hal::StreamScanner
{
public:
    struct Settings {
        QString port;
        int baud = 9600;
        Framing framing;
        QByteArray triggerOn = {}, triggerOff = {}; ///< empty: it looks all the time
        QByteArray identify = {}, identifyAnswer = {};
        Milliseconds identifyTime{1000};
        Milliseconds quiet{60};
    };
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    explicit SerialScanner(Settings settings);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_port.reset(); }
    [[nodiscard]] bool connected() const override { return m_port.has_value(); }
    [[nodiscard]] Result<QJsonObject> look(hal::OperationContext &context) override;
    [[nodiscard]] Result<QByteArray> receive(const Deadline &until, const CancelToken &cancel) override;
    [[nodiscard]] Status startLooking(hal::OperationContext &context) override;
    void stopLooking() override;

private:
    [[nodiscard]] Status identify(hal::OperationContext &context);
    [[nodiscard]] Status write(const QByteArray &bytes, hal::OperationContext &context);

    Settings m_settings;
    std::optional<hal::SerialPort> m_port;
};

} // namespace kiosk::serialscanner
