#include <kiosk/serviced/audit_log.h>

#include <kiosk/core/query.h>

#include <QFile>
#include <QJsonArray>

#include <fcntl.h>
#include <unistd.h>

namespace kiosk::services
{

namespace
{

constexpr auto hashPurpose = "audit";
constexpr auto sealPurpose = "audit head";
constexpr auto basePurpose = "audit base";
constexpr std::chrono::days clockTolerance{2};
constexpr int defaultLimit = 100;

QByteArray numbered(qint64 sequence, const QByteArray &bytes)
{
    return QByteArray::number(sequence) + ':' + bytes;
}

QDateTime timeOf(const QString &text)
{
    return QDateTime::fromString(text, Qt::ISODateWithMs);
}

} // namespace

const char *const AuditLog::tables = R"(
CREATE TABLE IF NOT EXISTS audit (sequence INTEGER PRIMARY KEY, at TEXT NOT NULL, who TEXT NOT NULL,
    what TEXT NOT NULL, subject TEXT NOT NULL, result TEXT NOT NULL, detail TEXT NOT NULL, chain BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS audit_head (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL,
    seal BLOB NOT NULL);
CREATE TABLE IF NOT EXISTS audit_base (one INTEGER PRIMARY KEY CHECK (one = 1), sequence INTEGER NOT NULL,
    chain BLOB NOT NULL, seal BLOB NOT NULL);
)";

QString AuditHead::text() const
{
    return QStringLiteral("%1:%2").arg(sequence).arg(QString::fromLatin1(seal.toHex()));
}

std::optional<AuditHead> AuditHead::parse(QStringView text)
{
    const QList<QStringView> parts = text.trimmed().split(u':');
    if (parts.size() != 2)
        return {};
    bool number = false;
    AuditHead head{parts[0].toLongLong(&number), QByteArray::fromHex(parts[1].toLatin1())};
    if (!number || head.sequence <= 0 || head.seal.size() != 32)
        return {};
    return head;
}

AuditLog::AuditLog(SQLite::Database &database, const TerminalKey &key, const Clock &clock,
                   const QString &anchor)
    : m_database(database), m_key(key), m_clock(clock), m_anchorFile(anchor)
{
}

AuditHead AuditLog::sealOf(const Link &link) const
{
    return {link.sequence, m_key.hash(sealPurpose, numbered(link.sequence, link.chain))};
}

QByteArray AuditLog::chained(const Link &previous, const QString &at, const AuditEntry &entry) const
{
    QByteArray image = previous.chain;
    for (const QString &part : {QString::number(previous.sequence + 1), at, entry.who, entry.what,
                                entry.subject, entry.result, entry.detail}) {
        const QByteArray text = part.toUtf8();
        image += numbered(text.size(), text); // lengths, so that no two entries look alike
    }
    return m_key.hash(hashPurpose, image);
}

void AuditLog::write(const AuditEntry &entry)
{
    Link last;
    if (Query newest(m_database, "SELECT sequence, chain FROM audit ORDER BY sequence DESC LIMIT 1");
        newest.next())
        last = {newest.number(0), newest.bytes(1)};
    else if (const auto start = base())
        last = *start;
    const QDateTime wall = m_clock.wall();
    const QString at = wall.toOffsetFromUtc(wall.offsetFromUtc()).toString(Qt::ISODateWithMs);
    last = {last.sequence + 1, chained(last, at, entry)};
    Query(m_database, "INSERT INTO audit VALUES (?, ?, ?, ?, ?, ?, ?, ?)", last.sequence, at, entry.who,
          entry.what, entry.subject, entry.result, entry.detail, last.chain)
        .run();
    m_unanchored = sealOf(last);
    Query(m_database, "INSERT OR REPLACE INTO audit_head VALUES (1, ?, ?)", last.sequence, m_unanchored->seal)
        .run();
}

void AuditLog::anchor()
{
    if (!m_unanchored)
        return;
    // One write of one length into one sector: behind the database after a power cut, never ahead, never
    // half.
    const QByteArray line = m_unanchored->text().toLatin1().rightJustified(96) + '\n';
    const FileDescriptor file(::open(QFile::encodeName(m_anchorFile).constData(),
                                     O_WRONLY | O_CREAT | O_CLOEXEC | O_NOFOLLOW, 0600));
    const bool made = file.valid() && ::lseek(file.get(), 0, SEEK_END) == 0;
    if (!file.valid() || ::pwrite(file.get(), line.constData(), size_t(line.size()), 0) != line.size() ||
        (made && ::fsync(file.get()) != 0))
        qCritical("audit: %s cannot be written", qPrintable(m_anchorFile));
    m_unanchored.reset();
}

std::optional<AuditLog::Link> AuditLog::base()
{
    Query row(m_database, "SELECT sequence, chain, seal FROM audit_base");
    if (!row.next())
        return Link();
    Link link{row.number(0), row.bytes(1)};
    if (row.bytes(2) != m_key.hash(basePurpose, numbered(link.sequence, link.chain)))
        return {};
    return link;
}

AuditHead AuditLog::head()
{
    Query row(m_database, "SELECT sequence, seal FROM audit_head");
    return row.next() ? AuditHead{row.number(0), row.bytes(1)} : AuditHead();
}

AuditFinding AuditLog::verify(const std::optional<AuditHead> &exported)
{
    QFile file(m_anchorFile);
    const auto anchored =
        file.open(QIODevice::ReadOnly) ? AuditHead::parse(QString::fromLatin1(file.readAll())) : std::nullopt;
    struct Kept {
        const char *where;
        AuditHead head;
    };
    QList<Kept> heads{{"the database", head()}};
    if (anchored)
        heads.append({"the file beside it", *anchored});
    if (exported)
        heads.append({"what was exported", *exported});

    const auto begin = base();
    if (!begin)
        return {1, QStringLiteral("the beginning of the log was changed")};
    Link link = *begin;
    const auto misfit = [&]() -> QString {
        for (const Kept &kept : heads) {
            if (kept.head.sequence == link.sequence && link.sequence > 0 &&
                kept.head.seal != sealOf(link).seal)
                return QStringLiteral("not the entry that %1 knows").arg(QLatin1String(kept.where));
        }
        return {};
    };
    Query rows(m_database,
               "SELECT sequence, at, who, what, subject, result, detail, chain FROM audit ORDER BY sequence");
    while (rows.next()) {
        const qint64 expected = link.sequence + 1;
        const AuditEntry entry{rows.text(2), rows.text(3), rows.text(4), rows.text(5), rows.text(6)};
        const QByteArray chain = chained(link, rows.text(1), entry);
        if (rows.number(0) != expected)
            return {expected, QStringLiteral("entry %1 is missing").arg(expected)};
        if (rows.bytes(7) != chain)
            return {expected, QStringLiteral("entry %1 was changed").arg(expected)};
        link = {expected, chain};
        if (const QString reason = misfit(); !reason.isEmpty())
            return {expected, reason};
    }
    for (const Kept &kept : std::as_const(heads)) {
        if (kept.head.sequence > link.sequence)
            return {link.sequence + 1, QStringLiteral("%1 knows entries up to %2, the log ends before")
                                           .arg(QLatin1String(kept.where))
                                           .arg(kept.head.sequence)};
    }
    if (link.sequence > 0 && (!anchored || heads.first().head.sequence != link.sequence))
        return {link.sequence + 1, QStringLiteral("the seal of the newest entry is gone")};
    // Found at an earlier start, and written on since: it stays broken.
    if (Query earlier(m_database, "SELECT min(CAST(subject AS INTEGER)) FROM audit WHERE what = 'chain'");
        earlier.next() && earlier.number(0) > 0)
        return {earlier.number(0), QStringLiteral("found before, see the entries of kind chain")};
    return {};
}

QJsonArray AuditLog::read(const QJsonObject &filter)
{
    QJsonArray entries;
    Query rows(
        m_database,
        "SELECT sequence, at, who, what, subject, result, detail FROM audit WHERE (?1 = '' OR what = ?1) AND "
        "(?2 = '' OR subject = ?2) ORDER BY sequence DESC LIMIT ?3",
        filter.value(u"what").toString(), filter.value(u"subject").toString(),
        filter.value(u"limit").toInt(defaultLimit));
    while (rows.next())
        entries.append(QJsonObject{{QStringLiteral("sequence"), rows.number(0)},
                                   {QStringLiteral("at"), rows.text(1)},
                                   {QStringLiteral("who"), rows.text(2)},
                                   {QStringLiteral("what"), rows.text(3)},
                                   {QStringLiteral("subject"), rows.text(4)},
                                   {QStringLiteral("result"), rows.text(5)},
                                   {QStringLiteral("detail"), rows.text(6)}});
    return entries;
}

int AuditLog::removeOlderThan(std::chrono::days age)
{
    const QDateTime now = m_clock.wall();
    Query newest(m_database, "SELECT at FROM audit ORDER BY sequence DESC LIMIT 1");
    if (!newest.next() ||
        std::abs(timeOf(newest.text(0)).secsTo(now)) > std::chrono::seconds(clockTolerance).count())
        return 0;
    const QDateTime oldest = now.addDays(-age.count());
    Link last;
    // From the front only: what stands behind a row that stays, stays.
    for (Query rows(m_database, "SELECT sequence, at, chain FROM audit ORDER BY sequence");
         rows.next() && timeOf(rows.text(1)) < oldest;)
        last = {rows.number(0), rows.bytes(2)};
    if (last.sequence == 0)
        return 0;
    Query(m_database, "INSERT OR REPLACE INTO audit_base VALUES (1, ?, ?, ?)", last.sequence, last.chain,
          m_key.hash(basePurpose, numbered(last.sequence, last.chain)))
        .run();
    return Query(m_database, "DELETE FROM audit WHERE sequence <= ?", last.sequence).run();
}

} // namespace kiosk::services
