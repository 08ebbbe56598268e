#include <kiosk/serviced/serial_range.h>

#include <QRegularExpression>

#include <optional>

namespace kiosk::services
{
namespace
{

constexpr qint64 largestDelivery = 100'000;

struct Serial {
    QString letters;
    qsizetype digits;
    qint64 number;
};

std::optional<Serial> parseSerial(const QString &text)
{
    static const QRegularExpression form(QStringLiteral("^([A-Z]{0,4})([0-9]{4,12})$"));
    const auto match = form.match(text);
    if (!match.hasMatch() || text.endsWith(u'\n'))
        return std::nullopt;
    return Serial{match.captured(1), match.captured(2).size(), match.captured(2).toLongLong()};
}

QString textOf(const Serial &serial)
{
    return serial.letters + QStringLiteral("%1").arg(serial.number, int(serial.digits), 10, QLatin1Char('0'));
}

} // namespace

Result<SerialRange> SerialRange::create(const QString &first, const QString &last)
{
    const auto from = parseSerial(first);
    const auto to = parseSerial(last);
    if (!from || !to)
        return fail(error::invalidData,
                    QStringLiteral("'%1' to '%2': no serial numbers").arg(first.left(20), last.left(20)));
    if (from->letters != to->letters || from->digits != to->digits || to->number < from->number)
        return fail(error::invalidData, QStringLiteral("%1 to %2 is no range").arg(first, last));
    const qint64 count = to->number - from->number + 1;
    if (count > largestDelivery)
        return fail(error::invalidData, QStringLiteral("%1 sheets at once").arg(count));
    return SerialRange(first, last, count);
}

SerialRange SerialRange::from(const QString &first, qint64 count)
{
    SerialRange range(first, first, count);
    range.m_last = range.at(count - 1);
    return range;
}

QString SerialRange::at(qint64 index) const
{
    auto serial = parseSerial(m_first);
    if (!serial)
        return {};
    serial->number += index;
    return textOf(*serial);
}

qint64 SerialRange::indexOf(const QString &number) const
{
    const auto wanted = parseSerial(number);
    const auto from = parseSerial(m_first);
    if (!wanted || !from || wanted->letters != from->letters || wanted->digits != from->digits)
        return -1;
    const qint64 index = wanted->number - from->number;
    return index >= 0 && index < m_count ? index : -1;
}

QString numberAfter(const QString &number)
{
    return SerialRange::from(number, 1).at(1);
}

} // namespace kiosk::services
