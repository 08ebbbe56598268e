#include "tf_sensor.h"

namespace kiosk::tfrange
{

namespace
{

/// As they come from their maker they measure 100 times a second.
constexpr Milliseconds measureTime{500};

} // namespace

Result<std::unique_ptr<hal::Device>> TfSensor::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect, &settings = configuration.settings;
    const int near = settings[u"near_mm"].toInt(800), far = settings[u"far_mm"].toInt(1000);
    if (far < near)
        return fail(error::invalidData, QStringLiteral("far_mm is below near_mm"));
    return std::unique_ptr<hal::Device>(std::make_unique<TfSensor>(
        connect[u"serial"].toString(), connect[u"baud"].toInt(115200), hal::NearLimit(near, far)));
}

TfSensor::TfSensor(QString port, int baud, hal::NearLimit limit)
    : m_path(std::move(port)), m_baud(baud), m_limit(limit)
{
}

Status TfSensor::connect(hal::OperationContext &context)
{
    auto port = hal::SerialPort::open(m_path, m_baud);
    if (!port)
        return port.error();
    m_port = std::move(*port);
    const auto measurement = next(context);
    if (!measurement)
        m_port.reset();
    return measurement ? Status() : Status(measurement.error());
}

/// What came while nobody asked is old, and its end may be cut.
Result<Measurement> TfSensor::next(hal::OperationContext &context)
{
    m_port->discardInput();
    m_decoder.clear();
    const Deadline until = context.deadline.orIn(measureTime);
    bool something = false;
    for (;;) {
        const auto bytes = m_port->read(until, context.cancel);
        const bool over = !bytes && bytes.error().code == error::timeOut;
        if (over && something)
            return fail(error::protocolError, QStringLiteral("no sensor of this family sends this"));
        if (!bytes)
            return bytes.error();
        something = true;
        if (const auto measurement = m_decoder.feed(*bytes))
            return *measurement;
        if (until.passed())
            return fail(error::protocolError, QStringLiteral("no sensor of this family sends this"));
    }
}

Result<hal::Sensed> TfSensor::sense(hal::OperationContext &context)
{
    const auto measurement = next(context);
    if (!measurement) {
        if (measurement.error().code == error::noDevice)
            m_port.reset();
        return measurement.error();
    }
    return hal::Sensed{m_limit.present(measurement->distance), measurement->distance};
}

} // namespace kiosk::tfrange
