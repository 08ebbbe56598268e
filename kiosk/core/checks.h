#pragma once

#include <QStringView>

namespace kiosk
{

/// A resident's, foreigner's (2023) or HK/MO/TW permit holder's number: 17 digits, check character by
/// GB 11643 (ISO 7064 MOD 11-2), and a birth date that exists. Pure; thread: any.
[[nodiscard]] bool isIdNumber(QStringView number);

/// Unified social credit code: 18 characters of GB 32100, check character right. Pure; thread: any.
[[nodiscard]] bool isCreditCode(QStringView code);

} // namespace kiosk
