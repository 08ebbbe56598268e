#include <kiosk/hal/test_code.h>

#include <QRandomGenerator>

namespace kiosk::hal
{

namespace
{
const QString prefix = QStringLiteral("KIOSK-TEST-");
} // namespace

QString newTestCode()
{
    return prefix + QStringLiteral("%1").arg(QRandomGenerator::global()->generate(), 8, 16, QLatin1Char('0'));
}

bool isTestCode(QStringView text)
{
    return text.startsWith(prefix);
}

} // namespace kiosk::hal
