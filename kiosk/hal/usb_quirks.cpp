#include "usb_quirks.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QJsonArray>

namespace kiosk::hal
{

Result<QJsonObject> driverQuirks(const QString &driver)
{
    const auto manifest =
        YamlDocument::load(paths::share(QStringLiteral("drivers/%1/driver.yaml").arg(driver)));
    if (!manifest)
        return manifest.error();
    const auto schema = loadSchema(driver + QStringLiteral("_quirks"));
    if (!schema)
        return schema.error();
    if (const auto findings = manifest->check(schema->root(), {QStringLiteral("quirks")});
        !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    return manifest->root()[u"quirks"].toObject();
}

Result<QJsonObject> usbQuirks(const QString &driver, quint16 vendor, quint16 product)
{
    const auto quirks = driverQuirks(driver);
    if (!quirks)
        return quirks.error();
    const QJsonArray products = (*quirks)[u"usb"].toArray();
    for (const auto &entry : products)
        if (entry[u"vid"].toInt() == vendor && entry[u"pid"].toInt() == product)
            return entry.toObject();
    return QJsonObject();
}

} // namespace kiosk::hal
