#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>
#include <QSet>

#include <vector>

namespace kiosk::documents
{

/// A template with its data filled in, and where each of its lines came from.
struct Expansion {
    QByteArray xml;
    std::vector<int> lines; ///< template line of each line of xml

    [[nodiscard]] int templateLine(qint64 xmlLine) const;
};

/// Mustache's syntax, less what a template for official paper has no use for: {{key}}, {{a.b}}, {{.}},
/// {{#key}}…
/// {{/key}}, {{^key}}…{{/key}}, {{! comment}}. Values are always escaped; a missing value is an error; a
/// section over a missing key is left out, over the name of a given image is drawn. {{key | date}} and its
/// like write dates and amounts: date 2026年11月23日, dots 2026.11.23, month 2026年11月 (of 2026-11), time
/// 2026-11-23 10:24, money 1,234.56 (of fen). Pure; thread: any.
[[nodiscard]] Result<Expansion> expand(const QByteArray &templateText, const QJsonObject &data,
                                       const QSet<QString> &images);

} // namespace kiosk::documents
