#pragma once

#include <QString>

namespace kiosk
{

/// An amount of fen as yuan, with thousands apart: 812345 → 8,123.45, -5 → -0.05. Without the sign ¥, which
/// stands in a screen's value and not in a table's cell. Pure; thread: any.
[[nodiscard]] QString yuan(qint64 fen);

} // namespace kiosk
