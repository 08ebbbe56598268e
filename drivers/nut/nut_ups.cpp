#include "nut_ups.h"

namespace kiosk::nut
{

Result<std::unique_ptr<hal::Device>> NutUps::create(const hal::DeviceConfiguration &configuration)
{
    const QJsonObject &connect = configuration.connect, &settings = configuration.settings;
    const auto server = Server::from(connect[u"server"].toString(QStringLiteral("127.0.0.1:3493")));
    const QByteArray ups = connect[u"ups"].toString().toLatin1();
    if (!server || ups.isEmpty())
        return fail(error::invalidData, QStringLiteral("a UPS has a name, and a server on this machine"));
    LowBattery low;
    low.charge = settings[u"low_charge_percent"].toInt(low.charge);
    low.runtime = std::chrono::seconds(settings[u"low_runtime_s"].toInt(int(low.runtime.count())));
    return std::unique_ptr<hal::Device>(std::make_unique<NutUps>(*server, ups, low));
}

NutUps::NutUps(Server server, QByteArray ups, LowBattery low)
    : m_server(std::move(server)), m_ups(std::move(ups)), m_low(low)
{
}

Status NutUps::connect(hal::OperationContext &context)
{
    const auto state = ask(context);
    return state ? Status() : Status(state.error());
}

Result<hal::UpsState> NutUps::ask(hal::OperationContext &context)
{
    const auto variables = askServer(m_server, m_ups, context);
    m_answers = bool(variables);
    if (!variables)
        return variables.error();
    if (!variables->contains("ups.status"))
        return fail(error::protocolError, QStringLiteral("a UPS without a status"));
    return stateOf(*variables, m_low);
}

} // namespace kiosk::nut
