#pragma once

#include <kiosk/core/yaml_document.h>

#include <optional>

namespace kiosk::hal
{

/// device-settings.yaml: settings changed at the terminal, by device, laid over those of devices.yaml. A file
/// that is not there, or is wrong, changes nothing. Thread: any, const after load.
class SettingsOverlay
{
public:
    SettingsOverlay() = default;
    [[nodiscard]] static SettingsOverlay load(const QString &file);

    /// Why the file as a whole is not used; empty where it is, or is not there.
    [[nodiscard]] const QList<Finding> &findings() const { return m_findings; }
    /// The file's object; empty where it is not used.
    [[nodiscard]] QJsonObject root() const { return m_document ? m_document->root() : QJsonObject(); }
    /// What is laid over the device's settings.
    [[nodiscard]] QJsonObject of(const QString &device) const;
    /// Findings on that against `schema`.
    [[nodiscard]] QList<Finding> check(const QString &device, const QJsonObject &schema) const;

private:
    std::optional<YamlDocument> m_document;
    QList<Finding> m_findings;
};

} // namespace kiosk::hal
