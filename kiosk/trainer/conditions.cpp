#include <kiosk/trainer/conditions.h>

#include <QJsonArray>

#include <algorithm>

namespace kiosk::trainer
{

namespace
{

bool anyIsAs(const QJsonValue &wanted, const QJsonArray &entries)
{
    return std::any_of(entries.begin(), entries.end(),
                       [&](const QJsonValue &entry) { return isAs(wanted, entry); });
}

bool partHolds(const QString &part, const QJsonValue &wanted, const QJsonObject &facts)
{
    if (part == u"page")
        return isAs(wanted, facts[u"page"]);
    if (part == u"act")
        return facts[u"acts"].toArray().contains(wanted);
    if (part == u"device") {
        QJsonObject state = wanted.toObject();
        const QJsonObject device =
            facts[u"devices"][state.take(QStringLiteral("role")).toString()].toObject();
        return !device.isEmpty() && isAs(state, device);
    }
    return anyIsAs(wanted, facts[part].toArray());
}

} // namespace

bool isAs(const QJsonValue &wanted, const QJsonValue &value)
{
    if (wanted.isArray()) {
        const QJsonArray choices = wanted.toArray();
        return std::any_of(choices.begin(), choices.end(),
                           [&](const QJsonValue &choice) { return isAs(choice, value); });
    }
    if (!wanted.isObject())
        return wanted == value;
    const QJsonObject parts = wanted.toObject();
    for (auto part = parts.begin(); part != parts.end(); ++part) {
        if (!isAs(*part, value[part.key()]))
            return false;
    }
    return true;
}

bool holds(const QJsonObject &condition, const QJsonObject &facts)
{
    for (auto part = condition.begin(); part != condition.end(); ++part) {
        if (!partHolds(part.key(), *part, facts))
            return false;
    }
    return true;
}

} // namespace kiosk::trainer
