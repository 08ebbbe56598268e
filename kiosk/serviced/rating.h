#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

namespace kiosk::services
{

/// What the citizen said, in the words of rating.submit: {"grade", "options": [code], "aspects": {service,
/// network, pickup: grade}, "text"} becomes grade, options ("510,412"), the aspects as stars, and the text
/// without long numbers. Grades are VERY_SATISFIED … VERY_DISSATISFIED and NONE (evaluation-archive.md §1.2).
/// Pure. Errors: invalidData.
[[nodiscard]] Result<QJsonObject> ratingArguments(const QJsonObject &rating);

} // namespace kiosk::services
