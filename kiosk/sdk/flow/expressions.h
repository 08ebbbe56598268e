#pragma once

#include <QJsonObject>

namespace kiosk::sdk
{

/// A value of a manifest with what the flow knows put in: "$query.name" becomes the value itself (of its
/// type), "${…}" inside a text its text. Objects and arrays are resolved all through; what is not known
/// becomes null or nothing. Pure.
[[nodiscard]] QJsonValue resolve(const QJsonValue &value, const QJsonObject &known);

} // namespace kiosk::sdk
