#pragma once

#include <QString>

namespace kiosk
{

/// How personal data looks wherever it is not asked for (GB/T 35273-style masks as the service catalogue
/// fixes them). Pure; thread: any. Text that is too short to mask is hidden whole. 张测试 → 张*; 欧阳试用 →
/// 欧*用; 买买提·样例 → 买*.
[[nodiscard]] QString maskName(QStringView name);
/// First three and last four characters: 990***********0017.
[[nodiscard]] QString maskIdNumber(QStringView number);
/// 100****0001.
[[nodiscard]] QString maskPhone(QStringView phone);
/// Down to the district or street, the rest as stars.
[[nodiscard]] QString maskAddress(QStringView address);

/// Text as it may stand in a log: runs of seven or more digits (identity, telephone, account numbers) become
/// stars.
[[nodiscard]] QString redactNumbers(const QString &text);

} // namespace kiosk
