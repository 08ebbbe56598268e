#pragma once

#include "measurement.h"

#include <kiosk/hal/presence_sensor.h>
#include <kiosk/hal/serial_port.h>

namespace kiosk::tfrange
{

/// A distance sensor that sends what it measures all the time. Thread: one.
class TfSensor final : public hal::PresenceSensor
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    TfSensor(QString port, int baud, hal::NearLimit limit);

protected:
    [[nodiscard]] Status connect(hal::OperationContext &context) override;
    void disconnect() override { m_port.reset(); }
    [[nodiscard]] bool connected() const override { return m_port.has_value(); }
    [[nodiscard]] Result<hal::Sensed> sense(hal::OperationContext &context) override;

private:
    [[nodiscard]] Result<Measurement> next(hal::OperationContext &context);

    QString m_path;
    int m_baud;
    hal::NearLimit m_limit;
    MeasurementDecoder m_decoder;
    std::optional<hal::SerialPort> m_port;
};

} // namespace kiosk::tfrange
