#include <kiosk/hal/ups.h>

namespace kiosk::hal
{

namespace
{

QString supplyWord(PowerSupply supply)
{
    switch (supply) {
    case PowerSupply::OnLine:
        return QStringLiteral("onLine");
    case PowerSupply::OnBattery:
        return QStringLiteral("onBattery");
    case PowerSupply::LowBattery:
        return QStringLiteral("lowBattery");
    case PowerSupply::Unknown:
        break;
    }
    return QStringLiteral("unknown");
}

} // namespace

Result<QJsonObject> Ups::look(OperationContext &context)
{
    const auto state = ask(context);
    if (!state)
        return state.error();
    QJsonObject seen{{QStringLiteral("supply"), supplyWord(state->supply)}};
    if (state->charge)
        seen.insert(QStringLiteral("charge_percent"), *state->charge);
    if (state->runtime)
        seen.insert(QStringLiteral("runtime_s"), qint64(state->runtime->count()));
    if (state->replaceBattery)
        seen.insert(QStringLiteral("replace_battery"), true);
    if (!state->model.isEmpty())
        seen.insert(QStringLiteral("model"), state->model);
    seen.insert(QStringLiteral("identity"), QJsonObject{{QStringLiteral("maker"), state->maker},
                                                        {QStringLiteral("serial"), state->serial},
                                                        {QStringLiteral("firmware"), state->firmware}});
    return seen;
}

QJsonObject Ups::unseen() const
{
    return {{QStringLiteral("supply"), supplyWord(PowerSupply::Unknown)}};
}

} // namespace kiosk::hal
