#include <kiosk/shell/diagnostics/machine_plan.h>

#include <QJsonArray>

#include <algorithm>
#include <cmath>

namespace kiosk::shell
{

namespace
{

constexpr double centimetre = 10; // mm

QVariantMap toMap(const QRectF &area)
{
    return {{QStringLiteral("x"), area.x()},
            {QStringLiteral("y"), area.y()},
            {QStringLiteral("width"), area.width()},
            {QStringLiteral("height"), area.height()}};
}

} // namespace

MachinePlan::MachinePlan(const hal::TerminalConfiguration &configuration, const DeviceWords &words)
    : m_cabinet(configuration.terminal.cabinet), m_screen(hal::screenArea(configuration.terminal))
{
    QJsonArray list; // for rowOf(), which tells two of a class apart
    const auto add = [&list](const QString &id, const QString &deviceClass) {
        list.append(QJsonObject{{QStringLiteral("id"), id}, {QStringLiteral("class"), deviceClass}});
    };
    for (const auto &device : configuration.devices)
        add(device.id, device.deviceClass);
    for (const auto &device : configuration.refused)
        add(device.id, device.deviceClass);
    for (const auto &device : list) {
        const QString id = device[u"id"].toString();
        const auto place = configuration.places.constFind(id);
        if (place == configuration.places.cend())
            continue;
        m_devices.append({id, rowOf(device.toObject(), words, list).name, *place});
        m_sides.insert(place->side, words.side(place->side));
    }
}

QVariantMap MachinePlan::of(const QString &device) const
{
    const auto meant = std::find_if(m_devices.begin(), m_devices.end(),
                                    [&device](const Placed &one) { return one.id == device; });
    if (meant == m_devices.end())
        return {};
    const QString &side = meant->place.side;
    QVariantList devices;
    for (const Placed &one : m_devices) {
        if (one.place.side != side)
            continue;
        QVariantMap map = toMap(one.place.area);
        map.insert(QStringLiteral("name"), one.name);
        map.insert(QStringLiteral("here"), one.id == device);
        devices.append(map);
    }
    const auto height = std::lround((m_cabinet.height() - meant->place.area.center().y()) / centimetre);
    QVariantMap plan{
        {QStringLiteral("side"), side},
        {QStringLiteral("word"), QStringLiteral("%1，离地约 %2 厘米").arg(m_sides.value(side)).arg(height)},
        {QStringLiteral("cabinet"), QVariantMap{{QStringLiteral("width"), m_cabinet.width()},
                                                {QStringLiteral("height"), m_cabinet.height()}}},
        {QStringLiteral("devices"), devices}};
    if (side == u"front")
        plan.insert(QStringLiteral("screen"), toMap(m_screen));
    return plan;
}

} // namespace kiosk::shell
