#include <kiosk/hal/settings_overlay.h>

#include <QFile>

namespace kiosk::hal
{

namespace
{

QStringList overlayPlace(const QString &device)
{
    return {QStringLiteral("devices"), device, QStringLiteral("settings")};
}

} // namespace

SettingsOverlay SettingsOverlay::load(const QString &file)
{
    SettingsOverlay overlay;
    if (file.isEmpty() || !QFile::exists(file))
        return overlay;
    const auto schema = loadSchema(QStringLiteral("device_settings"));
    auto document = YamlDocument::load(file);
    if (!schema || !document)
        overlay.m_findings = {{file, 0, (schema ? document.error() : schema.error()).detail}};
    else if (overlay.m_findings = document->check(*schema); overlay.m_findings.isEmpty())
        overlay.m_document = std::move(*document);
    return overlay;
}

QJsonObject SettingsOverlay::of(const QString &device) const
{
    return m_document ? m_document->value(overlayPlace(device)).toObject() : QJsonObject();
}

QList<Finding> SettingsOverlay::check(const QString &device, const QJsonObject &schema) const
{
    return of(device).isEmpty() ? QList<Finding>() : m_document->check(schema, overlayPlace(device));
}

} // namespace kiosk::hal
