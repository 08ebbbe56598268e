#include <kiosk/core/checks.h>

#include <QDate>
#include <QString>

#include <algorithm>
#include <array>

namespace kiosk
{

bool isIdNumber(QStringView number)
{
    static constexpr std::array weights{7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2};
    static constexpr QStringView checks = u"10X98765432";
    if (number.size() != 18)
        return false;
    int sum = 0;
    for (qsizetype i = 0; i < 17; ++i) {
        const char16_t c = number[i].unicode();
        if (c < u'0' || c > u'9')
            return false;
        sum += (c - u'0') * weights[size_t(i)];
    }
    if (number[17] != checks[sum % 11])
        return false;
    return QDate::fromString(number.mid(6, 8).toString(), QStringLiteral("yyyyMMdd")).isValid();
}

bool isCreditCode(QStringView code)
{
    static constexpr QStringView alphabet = u"0123456789ABCDEFGHJKLMNPQRTUWXY";
    if (code.size() != 18)
        return false;
    int sum = 0;
    int weight = 1;
    for (qsizetype i = 0; i < 17; ++i) {
        const qsizetype value = alphabet.indexOf(code[i]);
        if (value < 0)
            return false;
        sum = int((sum + value * weight) % 31);
        weight = weight * 3 % 31;
    }
    return alphabet[(31 - sum) % 31] == code[17];
}

} // namespace kiosk
