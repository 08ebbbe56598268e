#pragma once

#include <QString>

namespace kiosk::hal
{

/// GB/T 3304: "01" → 汉. Empty where the standard has no such code.
[[nodiscard]] QString nationName(QStringView code);
/// GB/T 2261.1: "1" → 男. Empty where the standard has no such code.
[[nodiscard]] QString sexName(QStringView code);

} // namespace kiosk::hal
