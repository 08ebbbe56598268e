#pragma once

#include <QJsonObject>
#include <QVariantMap>

namespace kiosk::sdk
{

/// Turns a step of a manifest into what its page shows: texts in the citizen's language, values filled in,
/// written as people write them and masked. What a step may say of its page: kiosk/docs/add-a-module.md.
/// Pure; thread: any.
class PageData
{
public:
    /// All three must outlive it. `known` is what the flow has brought so far, by step, and "now".
    PageData(const QJsonObject &item, const QJsonObject &known, const QString &language)
        : m_item(item), m_known(known), m_language(language)
    {
    }

    /// {step, title, text, item, points, fields, records?, table?, empty, unavailable, ends, pick, summary,
    /// values, max_copies}
    [[nodiscard]] QVariantMap of(const QJsonObject &step) const;
    /// Texts are translated by their Chinese wording: i18n.LANGUAGE.texts.
    [[nodiscard]] QString translated(const QString &text) const;

private:
    /// Of a field whose label depends on what was found; empty: it is not there.
    [[nodiscard]] QString labelOf(const QJsonObject &labels) const;
    [[nodiscard]] bool isMeant(const QJsonObject &field) const;
    [[nodiscard]] QJsonObject field(QJsonObject field) const;
    [[nodiscard]] QVariantList records(const QJsonObject &records) const;
    [[nodiscard]] QVariantMap table(const QJsonObject &table) const;
    [[nodiscard]] QJsonArray options(const QJsonValue &options) const;
    [[nodiscard]] QString inCell(const QJsonValue &value, const QString &widget) const;
    [[nodiscard]] QString written(const QJsonValue &value, const QString &widget) const;

    const QJsonObject &m_item;
    const QJsonObject &m_known;
    const QString &m_language;
};

/// What is wrong with a form's values: {key: sentence}, empty where nothing is. Pure; thread: any.
[[nodiscard]] QVariantMap findingsOf(const QJsonArray &fields, const QVariantMap &values,
                                     const QString &language);

} // namespace kiosk::sdk
