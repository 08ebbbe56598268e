#pragma once

#include <QJsonObject>

namespace kiosk::trainer
{

/// Whether a value is as wanted: of an object each value that is wanted, of a list one of them; a number or a
/// text itself.
[[nodiscard]] bool isAs(const QJsonValue &wanted, const QJsonValue &value);

/// Whether a condition of exercises.yaml holds. facts: {"page", "acts": [id], "devices": {role: entry}, and
/// of this exercise "case", "operation", "audit", "stock": [entry]}. Nothing known is nothing that holds.
[[nodiscard]] bool holds(const QJsonObject &condition, const QJsonObject &facts);

} // namespace kiosk::trainer
