// What a technician's record of the wire tells while a citizen's card is read.
#include "sam_fixture.h"

#include <kiosk/hal/traffic.h>

#include <QRegularExpression>

#include <iconv.h>
#include <mutex>

using namespace kiosk;

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

/// Nowhere in the record, as it is or in hexadecimal, whatever stands between the digits.
void checkAbsent(const QString &record, const QString &secret)
{
    QString digits = record;
    digits.remove(QRegularExpression(QStringLiteral("\\s")));
    for (const QByteArray &bytes : {secret.toUtf8(), inUtf16(secret), inGbk(secret)}) {
        CHECK_FALSE(record.toUtf8().contains(bytes));
        CHECK_FALSE(digits.contains(QString::fromLatin1(bytes.toHex()), Qt::CaseInsensitive));
    }
}

/// Of this reader's wire, from here to the end of the scope.
class Record
{
public:
    Record()
    {
        REQUIRE(hal::tapDriver(QStringLiteral("sam"), [this](const QString &line) {
            const std::lock_guard lock(m_mutex);
            m_lines.append(line);
        }));
    }
    Record(const Record &) = delete;
    Record &operator=(const Record &) = delete;
    ~Record() { (void)hal::tapDriver(QStringLiteral("sam"), {}); }

    [[nodiscard]] QStringList lines() const
    {
        const std::lock_guard lock(m_mutex);
        return m_lines;
    }

private:
    mutable std::mutex m_mutex;
    QStringList m_lines;
};

} // namespace

TEST_CASE("the record of a card's reading has its commands and states, and nothing of the card")
{
    SamFixture sam;
    sam.insert("zhang");
    QStringList lines;
    QJsonObject card;
    {
        const Record record;
        card = sam.read();
        lines = record.lines();
    }
    const QString text = lines.join(u'\n');
    for (const char *field : {"name", "address", "id_number", "birth", "authority"})
        checkAbsent(text, card[QLatin1String(field)].toString());
    const QString number = card[u"id_number"].toString();
    for (qsizetype start = 0; start + 6 <= number.size(); ++start)
        CHECK_FALSE(QString(text).remove(u' ').contains(
            QString::fromLatin1(inUtf16(number.mid(start, 6)).toHex()), Qt::CaseInsensitive));

    // What is of use: which command, how the reader answered, how long it took, how much came.
    static const QRegularExpression form(
        QStringLiteral("^[0-9]{2}:[0-9]{2}:[0-9]{2}\\.[0-9]{3} [<>] "
                       "([0-9]+ B( #[0-9a-f]{8})?|[0-9a-f]{2}( [0-9a-f]{2})*( \\+[0-9]+ B)?)$"));
    for (const QString &line : std::as_const(lines)) {
        INFO(line.toStdString());
        CHECK(form.match(line).hasMatch());
    }
    CHECK(text.contains(QStringLiteral("> aa aa aa 96 69 00 03 30 01")));
    CHECK(text.contains(QStringLiteral("< 00 00 90 +1284 B")));
    sam.remove();
}

TEST_CASE("what is alike is known as alike within one record and in no other")
{
    SamFixture sam;
    const auto hashes = [&] {
        const Record record;
        sam.insert("zhang");
        (void)sam.read();
        sam.remove();
        static const QRegularExpression hash(QStringLiteral("#[0-9a-f]{8}"));
        QStringList found;
        for (const QString &line : record.lines()) {
            if (const auto match = hash.match(line); match.hasMatch())
                found.append(match.captured());
        }
        REQUIRE_FALSE(found.isEmpty());
        return found;
    };
    const QStringList first = hashes(), second = hashes();
    for (const QString &hash : first)
        CHECK_FALSE(second.contains(hash));
}

TEST_CASE("nobody who records hears nothing")
{
    SamFixture sam;
    QStringList lines;
    {
        const Record record;
        lines = record.lines();
    }
    sam.insert("zhang");
    (void)sam.read();
    CHECK(lines.isEmpty());
}
