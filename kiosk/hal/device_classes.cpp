#include <kiosk/hal/device_classes.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

namespace kiosk::hal
{

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
        QHash<QString, OperationRule> &rules = table.m_operations[entry.key()];
        const QJsonObject operations = entry->toObject()[u"operations"].toObject();
        for (auto operation = operations.begin(); operation != operations.end(); ++operation) {
            const QJsonObject values = operation->toObject();
            OperationRule rule{values[u"journal"].toString(), {}, values[u"module"].toBool()};
            if (const QString code = values[u"lost"].toString(); !code.isEmpty()) {
                const ErrorEntry *known = findError(code);
                if (known == nullptr)
                    return fail(error::invalidData,
                                QStringLiteral("%1: no error '%2'").arg(document->file(), code));
                rule.lost = known->code;
            }
            rules.insert(operation.key(), rule);
        }
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
