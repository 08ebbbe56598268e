#include <kiosk/ctl/service_table.h>

#include <QJsonArray>

#include <algorithm>

namespace kiosk::ctl
{

namespace
{

bool hold(const QStringList &wanted, const QSet<QString> &conditions)
{
    return std::all_of(wanted.begin(), wanted.end(), [&](const QString &condition) {
        return condition.startsWith(u'!') ? !conditions.contains(condition.sliced(1))
                                          : conditions.contains(condition);
    });
}

void addTo(Service &service, const QJsonValue &part)
{
    service.arguments += part[u"arguments"].toVariant().toStringList();
    const QJsonObject environment = part[u"environment"].toObject();
    for (auto variable = environment.begin(); variable != environment.end(); ++variable)
        service.environment.insert(variable.key(), variable->toString());
}

std::optional<ReadyCondition> readyCondition(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    return ReadyCondition{value[u"line"].toString(), value[u"notify"].toBool(), value[u"file"].toString(),
                          Milliseconds(value[u"within_ms"].toInt())};
}

std::optional<RestartRule> restartRule(const QJsonValue &value)
{
    if (!value.isObject())
        return {};
    return RestartRule{Milliseconds(value[u"first_ms"].toInt()), Milliseconds(value[u"longest_ms"].toInt())};
}

} // namespace

QString expand(QString text, const Variables &variables)
{
    for (auto variable = variables.begin(); variable != variables.end(); ++variable)
        text.replace(QStringLiteral("${%1}").arg(variable.key()), *variable);
    return text;
}

Result<QList<Service>> loadServices(const QString &file, const QSet<QString> &conditions,
                                    const QJsonArray &emulators)
{
    const auto document = YamlDocument::load(file);
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("services"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    QList<Service> services;
    QStringList emulatorIds;
    const QJsonValue rule = document->root()[u"emulators"];
    for (const auto &emulator : emulators) {
        const QString device = emulator[u"device"].toString();
        Service service;
        service.id = QStringLiteral("emulator-") + device;
        service.program = emulator[u"program"].toString();
        service.arguments = emulator[u"arguments"].toVariant().toStringList();
        service.ready = readyCondition(rule[u"ready"]);
        service.ready->file = expand(service.ready->file, {{QStringLiteral("device"), device}});
        service.restart = restartRule(rule[u"restart"]);
        service.optional = true;
        emulatorIds.append(service.id);
        services.append(std::move(service));
    }
    for (const auto &entry : document->root()[u"services"].toArray()) {
        if (!hold(entry[u"when"].toVariant().toStringList(), conditions))
            continue;
        Service service;
        service.id = entry[u"id"].toString();
        service.program = entry[u"program"].toString();
        addTo(service, entry);
        for (const auto &option : entry[u"options"].toArray()) {
            if (hold(option[u"when"].toVariant().toStringList(), conditions))
                addTo(service, option);
        }
        service.needs = entry[u"needs"].toVariant().toStringList();
        if (service.needs.removeAll(QStringLiteral("emulators")) > 0)
            service.needs += emulatorIds;
        service.once = entry[u"once"].toBool();
        service.ends = entry[u"ends"].toBool();
        service.ready = readyCondition(entry[u"ready"]);
        if (const int watchdog = entry[u"watchdog_ms"].toInt(); watchdog > 0)
            service.watchdog = Milliseconds(watchdog);
        service.restart = restartRule(entry[u"restart"]);
        services.append(std::move(service));
    }
    QSet<QString> ids;
    for (const auto &service : services)
        ids.insert(service.id);
    for (auto &service : services)
        service.needs.removeIf([&](const QString &need) { return !ids.contains(need); });
    return services;
}

} // namespace kiosk::ctl
