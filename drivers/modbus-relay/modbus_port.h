#pragma once

#include "modbus.h"

#include <kiosk/hal/serial_port.h>
#include <kiosk/hal/switch_port.h>

#include <optional>

namespace kiosk::modbus
{

/// A relay board that speaks Modbus on a serial port. Outputs are its coils, inputs its discrete inputs, both
/// counted from 0. Thread: one at a time.
class ModbusPort final : public hal::SwitchPort
{
public:
    struct Settings {
        QString port;
        int baud = 9600;
        quint8 address = 1;
        Milliseconds answerTime{60};
    };
    explicit ModbusPort(Settings settings) : m_settings(std::move(settings)) {}

    [[nodiscard]] Status open(const QList<int> &outputs, const QList<int> &inputs,
                              hal::OperationContext &context) override;
    void close() override { m_port.reset(); }
    [[nodiscard]] bool isOpen() const override { return m_port.has_value(); }
    [[nodiscard]] Status write(int output, bool on, hal::OperationContext &context) override;
    [[nodiscard]] Result<QList<bool>> read(hal::OperationContext &context) override;

private:
    [[nodiscard]] Result<QList<bool>> ask(const QByteArray &question, hal::OperationContext &context);
    [[nodiscard]] Result<QList<bool>> askOnce(const QByteArray &question, hal::OperationContext &context);

    Settings m_settings;
    QList<int> m_inputs;
    std::optional<hal::SerialPort> m_port;
};

} // namespace kiosk::modbus
