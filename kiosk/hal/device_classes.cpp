#include <kiosk/hal/device_classes.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

namespace kiosk::hal
{

namespace
{

Result<QHash<QString, OperationRule>> readOperations(const QJsonObject &operations)
{
    QHash<QString, OperationRule> rules;
    for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
        const QJsonObject values = operation->toObject();
        OperationRule rule{values[u"journal"].toString(), {}, values[u"module"].toBool()};
        if (const QString code = values[u"lost"].toString(); !code.isEmpty()) {
            const ErrorEntry *known = findError(code);
            if (known == nullptr)
                return fail(error::invalidData, QStringLiteral("no error '%1'").arg(code));
            rule.lost = known->code;
        }
        rules.insert(operation.key(), rule);
    }
    return rules;
}

Result<QList<CounterRule>> readCounters(const QJsonObject &counters,
                                        const QHash<QString, OperationRule> &operations)
{
    QList<CounterRule> rules;
    for (auto counter = counters.begin(); counter != counters.end(); ++counter) {
        CounterRule rule{counter.key(), {}, (*counter)[u"stage"].toString()};
        const QJsonObject counted = (*counter)[u"operations"].toObject();
        for (auto operation = counted.begin(); operation != counted.end(); ++operation) {
            if (!operations.contains(operation.key()))
                return fail(
                    error::invalidData,
                    QStringLiteral("counter %1: no operation '%2'").arg(rule.counter, operation.key()));
            rule.operations.insert(operation.key(), operation->toString());
        }
        rules.append(rule);
    }
    return rules;
}

Result<QList<MaintenanceRule>> readMaintenance(const QJsonObject &tasks, const QJsonObject &counters)
{
    QList<MaintenanceRule> rules;
    for (auto task = tasks.begin(); task != tasks.end(); ++task) {
        const QJsonObject values = task->toObject();
        const MaintenanceRule rule{task.key(), std::chrono::days(values[u"every_days"].toInt()),
                                   values[u"counter"].toString(), values[u"every_count"].toInteger()};
        if (!rule.counter.isEmpty() && !counters.contains(rule.counter))
            return fail(error::invalidData,
                        QStringLiteral("maintenance %1: no counter '%2'").arg(rule.task, rule.counter));
        rules.append(rule);
    }
    return rules;
}

} // namespace

Result<DeviceClasses> DeviceClasses::load()
{
    const auto document = YamlDocument::load(paths::share(QStringLiteral("device_classes.yaml")));
    if (!document)
        return document.error();
    const auto schema = loadSchema(QStringLiteral("device_classes"));
    if (!schema)
        return schema.error();
    if (const auto findings = document->check(*schema); !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());

    DeviceClasses table;
    table.m_settings = document->root()[u"settings"].toObject();
    const QJsonObject classes = document->root()[u"classes"].toObject();
    for (auto entry = classes.begin(); entry != classes.end(); ++entry) {
        const QJsonObject values = entry->toObject();
        const auto named = [&](const Error &error) {
            return fail(error.code,
                        QStringLiteral("%1: %2: %3").arg(document->file(), entry.key(), error.detail));
        };
        const auto operations = readOperations(values[u"operations"].toObject());
        if (!operations)
            return named(operations.error());
        const auto counters = readCounters(values[u"counters"].toObject(), *operations);
        if (!counters)
            return named(counters.error());
        const auto maintenance =
            readMaintenance(values[u"maintenance"].toObject(), values[u"counters"].toObject());
        if (!maintenance)
            return named(maintenance.error());
        table.m_operations.insert(entry.key(), *operations);
        table.m_rules.insert(entry.key(), {*counters, *maintenance});
    }
    return table;
}

const OperationRule *DeviceClasses::operation(const QString &deviceClass, const QString &name) const
{
    const auto rules = m_operations.constFind(deviceClass);
    if (rules == m_operations.constEnd())
        return nullptr;
    const auto rule = rules->constFind(name);
    return rule == rules->constEnd() ? nullptr : &*rule;
}

} // namespace kiosk::hal
