#include "traffic_record.h"

#include <kiosk/hal/traffic.h>

#include <QRegularExpression>

#include <catch2/catch.hpp>
#include <iconv.h>

namespace kiosk::test
{

namespace
{

QByteArray inGbk(const QString &text)
{
    QByteArray in = text.toUtf8(), out(in.size(), '\0');
    char *from = in.data(), *to = out.data();
    size_t left = size_t(in.size()), room = size_t(out.size());
    const iconv_t conversion = iconv_open("GBK", "UTF-8");
    REQUIRE(conversion != iconv_t(-1));
    REQUIRE(iconv(conversion, &from, &left, &to, &room) != size_t(-1));
    iconv_close(conversion);
    out.truncate(out.size() - qsizetype(room));
    return out;
}

QByteArray inUtf16(const QString &text)
{
    return {reinterpret_cast<const char *>(text.utf16()), text.size() * 2};
}

constexpr qsizetype pieceSize = 6; // of a number, by which it would be known

} // namespace

TrafficRecord::TrafficRecord(QString driver) : m_driver(std::move(driver))
{
    REQUIRE(hal::tapDriver(m_driver, [this](const QString &line) {
        const std::lock_guard lock(m_mutex);
        m_lines.append(line);
    }));
}

TrafficRecord::~TrafficRecord()
{
    (void)hal::tapDriver(m_driver, {});
}

QStringList TrafficRecord::lines() const
{
    const std::lock_guard lock(m_mutex);
    return m_lines;
}

void TrafficRecord::checkForm() const
{
    checkEach("([0-9]+ B( #[0-9a-f]{8})?|[0-9a-f]{2}( [0-9a-f]{2}){0,15}( \\+[0-9]+ B)?)");
}

void TrafficRecord::checkLengthsOnly() const
{
    checkEach("[0-9]+ B( #[0-9a-f]{8})?");
}

void TrafficRecord::checkEach(const char *form) const
{
    const QRegularExpression line(
        QStringLiteral("^[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3} [<>] %1$").arg(QLatin1String(form)));
    for (const QString &told : lines()) {
        INFO(told.toStdString());
        CHECK(line.match(told).hasMatch());
    }
}

void TrafficRecord::checkAbsent(const QString &secret) const
{
    REQUIRE_FALSE(secret.isEmpty());
    const QString record = lines().join(u'\n');
    REQUIRE_FALSE(record.isEmpty());
    const QByteArray plain = record.toUtf8();
    // Of bytes that are told, the digits; a time or a hash may have any.
    static const QRegularExpression others(QStringLiteral("#[0-9a-f]{8}|[0-9]{2}:[0-9:.]+|[0-9]+ B"));
    QString digits = record;
    digits.remove(others);
    digits.remove(u' ');
    for (qsizetype start = 0; start == 0 || start + pieceSize <= secret.size(); ++start) {
        const QString piece = secret.mid(start, pieceSize);
        INFO(piece.toStdString());
        CHECK_FALSE(digits.contains(piece, Qt::CaseInsensitive)); // as a number may be coded
        for (const QByteArray &bytes : {piece.toUtf8(), inUtf16(piece), inGbk(piece)}) {
            CHECK_FALSE(plain.contains(bytes));
            CHECK_FALSE(digits.contains(QString::fromLatin1(bytes.toHex()), Qt::CaseInsensitive));
        }
    }
}

} // namespace kiosk::test
