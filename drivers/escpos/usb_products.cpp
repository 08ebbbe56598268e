#include "usb_products.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>

#include <QJsonArray>

namespace kiosk::escpos
{

Result<UsbProduct> findUsbProduct(quint16 vendor, quint16 product)
{
    const auto manifest = YamlDocument::load(paths::share(QStringLiteral("drivers/escpos/driver.yaml")));
    if (!manifest)
        return manifest.error();
    const auto schema = loadSchema(QStringLiteral("escpos_quirks"));
    if (!schema)
        return schema.error();
    if (const auto findings = manifest->check(schema->root(), {QStringLiteral("quirks")});
        !findings.isEmpty())
        return fail(error::invalidData, findings.first().text());
    const QJsonArray products = manifest->root()[u"quirks"][u"usb"].toArray();
    for (const auto &entry : products)
        if (entry[u"vid"].toInt() == vendor && entry[u"pid"].toInt() == product)
            return UsbProduct{entry[u"confirmation"].toString(), entry[u"qr"].toString()};
    return UsbProduct{};
}

} // namespace kiosk::escpos
