#include <kiosk/hal/presence_sensor.h>

namespace kiosk::hal
{

namespace
{

class SwitchedSensor final : public PresenceSensor
{
public:
    SwitchedSensor(std::unique_ptr<SwitchPort> port, int input, bool presentWhen)
        : m_port(std::move(port)), m_input(input), m_presentWhen(presentWhen)
    {
    }

protected:
    Status connect(OperationContext &context) override { return m_port->open({}, {m_input}, context); }
    void disconnect() override { m_port->close(); }
    bool connected() const override { return m_port->isOpen(); }
    Result<Sensed> sense(OperationContext &context) override
    {
        const auto inputs = m_port->read(context);
        if (!inputs)
            return inputs.error();
        return Sensed{inputs->value(0) == m_presentWhen, std::nullopt};
    }

private:
    std::unique_ptr<SwitchPort> m_port;
    int m_input;
    bool m_presentWhen;
};

} // namespace

bool NearLimit::present(std::optional<int> distance)
{
    m_present = distance && *distance <= (m_present ? m_far : m_near);
    return m_present;
}

Result<std::unique_ptr<Device>> PresenceSensor::switched(const DeviceConfiguration &configuration,
                                                         std::unique_ptr<SwitchPort> port)
{
    const QJsonObject &settings = configuration.settings;
    const int input = settings[u"input"].toInt(-1);
    if (input < 0)
        return fail(error::invalidData, QStringLiteral("a presence sensor needs its input"));
    return std::unique_ptr<Device>(std::make_unique<SwitchedSensor>(
        std::move(port), input, settings[u"present_when"].toString() != u"off"));
}

Result<QJsonObject> PresenceSensor::look(OperationContext &context)
{
    const auto sensed = sense(context);
    if (!sensed)
        return sensed.error();
    QJsonObject seen{{QStringLiteral("proximity"),
                      sensed->present ? QStringLiteral("present") : QStringLiteral("notPresent")}};
    if (sensed->distance)
        seen.insert(QStringLiteral("distance_mm"), *sensed->distance);
    return seen;
}

QJsonObject PresenceSensor::unseen() const
{
    return {{QStringLiteral("proximity"), QStringLiteral("unknown")}};
}

Result<Payload> PresenceSensor::run(QStringView operation, const QJsonObject &arguments,
                                    OperationContext &context)
{
    if (operation != u"detect")
        return LinkedDevice::run(operation, arguments, context);
    KIOSK_TRY(ready(context));
    const auto seen = look(context);
    return seen ? Result<Payload>(Payload{*seen, {}}) : Result<Payload>(seen.error());
}

} // namespace kiosk::hal
