#pragma once

#include <QJsonObject>
#include <QMap>
#include <QVariantList>

namespace kiosk::shell
{

/// The settings of a device as a form: what they are called, what they may be, what was typed. Values go in
/// and out as text: "500", "true", "auto". Thread: any.
class SettingsForm
{
public:
    /// As DeviceSettings1.Show has them; what was typed and is not applied is forgotten.
    void show(const QJsonObject &settings);

    /// [{name, title, kind: number | choice | switch | text | fixed (changed in devices.yaml), text: the
    /// value in words, value, unit, limits: "300—5000 ms", options: [{value, word}], edited, local: not as
    /// devices.yaml has it}]
    [[nodiscard]] QVariantList fields() const;
    /// What was typed: [{name, title, before, after}], in words.
    [[nodiscard]] QVariantList differences() const;
    /// Likewise of the last change that was applied.
    [[nodiscard]] QVariantList lastDifferences() const;
    /// Why this cannot be its value; empty where it can.
    [[nodiscard]] QString complaint(const QString &name, const QString &text) const;

    /// What cannot be its value is not taken.
    void set(const QString &name, const QString &text);
    void forgetEdits() { m_edits.clear(); }
    /// What was typed, for DeviceSettings1.Apply.
    [[nodiscard]] QJsonObject edits() const;

private:
    [[nodiscard]] QJsonObject setting(const QString &name) const;
    [[nodiscard]] QVariantMap difference(const QString &name, const QJsonValue &before,
                                         const QJsonValue &after) const;

    QJsonObject m_shown;
    QMap<QString, QJsonValue> m_edits;
};

} // namespace kiosk::shell
