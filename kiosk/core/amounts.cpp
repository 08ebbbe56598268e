#include <kiosk/core/amounts.h>

namespace kiosk
{

QString yuan(qint64 fen)
{
    const quint64 size = fen < 0 ? 0 - quint64(fen) : quint64(fen);
    QString whole = QString::number(size / 100);
    for (qsizetype at = whole.size() - 3; at > 0; at -= 3)
        whole.insert(at, u',');
    return (fen < 0 ? QStringLiteral("-") : QString()) + whole + u'.' +
           QStringLiteral("%1").arg(size % 100, 2, 10, QLatin1Char('0'));
}

} // namespace kiosk
