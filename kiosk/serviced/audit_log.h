#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/sealed_memory.h>
#include <kiosk/serviced/terminal_key.h>

#include <QJsonObject>

#include <optional>

namespace SQLite
{
class Database;
}

namespace kiosk::services
{

/// Who did what to what, and how it ended; when is added. Nothing personal: words and numbers of the
/// terminal.
struct AuditEntry {
    QString who; ///< shell, deviced, serviced, or the account of a person
    QString what;
    QString subject; ///< case, operation, device, item …; may be empty
    QString result;  ///< ok, refused, failed, or a code of errors.yaml
    QString detail;
};

/// The newest entry, as it can be kept elsewhere and compared later: "NUMBER:SEAL", the seal 64 digits of a
/// keyed hash over the chain so far.
struct AuditHead {
    qint64 sequence = 0;
    QByteArray seal;

    [[nodiscard]] QString text() const;
    [[nodiscard]] static std::optional<AuditHead> parse(QStringView text);
};

struct AuditFinding {
    qint64 firstBroken = 0; ///< 0: everything fits
    QString reason;
};

/// The terminal's audit log: a table whose rows form a chain under the terminal's key. The newest row's seal
/// is kept in the database, in a file beside it, and wherever somebody exports it to (the journal of systemd
/// has it once a day), so that rows changed, taken out, put in, or taken off the end are noticed. Rows older
/// than the rule of audit.yaml go from the front; where the chain begins is sealed too.
///
/// Thread: one. Methods run in the caller's transaction and throw SQLite::Exception.
class AuditLog
{
public:
    static const char *const tables;

    /// `anchor`: the file beside the database.
    AuditLog(SQLite::Database &database, const TerminalKey &key, const Clock &clock, const QString &anchor);

    /// Of a transaction; what the last one wrote without a commit is forgotten.
    void begin() { m_unanchored.reset(); }
    void write(const AuditEntry &entry);
    /// After the commit of what was written: the file beside the database says so too.
    void anchor();
    /// Against the head in the database, the one in the file, and `exported` where there is one.
    [[nodiscard]] AuditFinding verify(const std::optional<AuditHead> &exported);
    [[nodiscard]] AuditHead head();
    /// Newest first; filter {"limit"?, "what"?, "subject"?}.
    [[nodiscard]] QJsonArray read(const QJsonObject &filter);
    /// Removes what is older; how many rows. Nothing while the clock stands more than two days from the
    /// newest row: then it is the clock that is wrong.
    [[nodiscard]] int removeOlderThan(std::chrono::days age);

private:
    struct Link {
        qint64 sequence = 0;
        QByteArray chain;
    };
    [[nodiscard]] std::optional<Link> base();
    [[nodiscard]] AuditHead sealOf(const Link &link) const;
    [[nodiscard]] QByteArray chained(const Link &previous, const QString &at, const AuditEntry &entry) const;

    SQLite::Database &m_database;
    const TerminalKey &m_key;
    const Clock &m_clock;
    QString m_anchorFile;
    std::optional<AuditHead> m_unanchored;
};

} // namespace kiosk::services
