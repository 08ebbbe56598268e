#pragma once

#include <QJsonObject>

namespace kiosk::bench
{

/// What the figures were taken on: processor, cores, memory, kernel, system, load, and when.
[[nodiscard]] QJsonObject describeMachine();

} // namespace kiosk::bench
