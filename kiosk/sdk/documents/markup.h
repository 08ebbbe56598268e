#pragma once

#include <kiosk/core/result.h>

#include <kiosk/sdk/documents/expansion.h>
#include <kiosk/sdk/documents/pages.h>

#include <QHash>
#include <QSet>

#include <vector>

namespace kiosk::documents
{

/// An element of an expanded template.
struct Element {
    QString name;
    QHash<QString, QString> attributes;
    QString text;
    std::vector<Element> children;
    int line = 0; ///< of the template
};

/// Pure; thread: any. Errors: moduleInvalid.
[[nodiscard]] Result<Element> parseMarkup(const Expansion &expansion);

/// Takes an element's attributes one by one, with their types and ranges. The first fault is kept; afterwards
/// defaults are returned, so that the caller asks once, at the end.
class Attributes
{
public:
    explicit Attributes(const Element &element) : m_element(element) {}

    [[nodiscard]] bool has(const QString &name) const { return m_element.attributes.contains(name); }
    QString text(const QString &name, const QString &fallback = {});
    double number(const QString &name, double minimum, double maximum, std::optional<double> fallback = {});
    /// Given in millimetres, returned in points.
    double length(const QString &name, double minimum, double maximum, std::optional<double> fallback = {});
    Colour colour(const QString &name, Colour fallback);
    /// Index of the value in choices.
    int choice(const QString &name, const QStringList &choices, int fallback);

    /// Also fails for what was never asked for.
    [[nodiscard]] Status finish() const;

private:
    [[nodiscard]] std::optional<QString> take(const QString &name);
    void complain(const QString &name, const QString &what);

    const Element &m_element;
    QSet<QString> m_taken;
    QString m_fault;
};

/// "line N: …" with the code for a faulty template.
[[nodiscard]] Error faulty(const Element &element, const QString &what);
/// The same for data that the template cannot take.
[[nodiscard]] Error unfitting(const Element &element, const QString &what);

} // namespace kiosk::documents
