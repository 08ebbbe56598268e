#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/serviced/terminal_key.h>

#include <QJsonArray>

#include <memory>

namespace SQLite
{
class Database;
}

namespace kiosk::services
{

/// The technicians and supervisors of this terminal. Two factors let one in: a PIN, kept as PBKDF2 under the
/// terminal's key, and a time-based code (RFC 6238: SHA-1, six digits, 30 s, one step early or late) whose
/// secret is kept encrypted. A code is good once. After five failures in a row the number is locked for a
/// quarter of an hour; numbers that nobody has are locked alike, so that nothing tells which exist. There is
/// no account that was not added by Add. On the disk before a call returns.
///
/// Thread: one; signIn() takes about 0.1 s of computing. Errors of all: notEnoughSpace, internalError.
class StaffRegister
{
public:
    struct Enrolment {
        QString secret; ///< base 32
        QString uri;    ///< otpauth://totp/…
    };

    static constexpr int failuresUntilLocked = 5;
    static constexpr std::chrono::seconds lockTime{900};

    /// Errors: invalidData (not a register of ours).
    [[nodiscard]] static Result<std::unique_ptr<StaffRegister>>
    open(const QString &file, const QString &terminal, TerminalKey key, const Clock &clock);
    ~StaffRegister();

    /// 4 to 8 digits: neither a telephone number nor one of an ID card, which somebody might type by mistake.
    [[nodiscard]] static bool isNumber(const QString &number);
    /// number: isNumber(); role: technician, supervisor; pin: 6 to 12 digits, not all alike and not in a
    /// row. Errors: invalidData, sequenceError (number taken).
    [[nodiscard]] Result<Enrolment> add(const QString &number, const QString &role, const QString &pin);
    /// Errors: noRecord.
    [[nodiscard]] Status remove(const QString &number);
    /// [{"number", "role", "locked"}], locked in seconds.
    [[nodiscard]] Result<QJsonArray> list();
    /// Answers the role. Errors: signInFailed, signInLocked (detail: seconds left).
    [[nodiscard]] Result<QString> signIn(const QString &number, const QString &pin, const QString &code);

private:
    struct Person;
    StaffRegister(std::unique_ptr<SQLite::Database> database, QString terminal, TerminalKey key,
                  const Clock &clock);
    [[nodiscard]] std::optional<Person> find(const QString &number);
    [[nodiscard]] QByteArray pinHash(const QString &number, const QByteArray &salt, const QString &pin) const;
    /// The step of time whose code it is, later than the last one used; 0 where there is none.
    [[nodiscard]] qint64 stepOf(const Person &person, const QString &code) const;
    [[nodiscard]] qint64 secondsLocked(const QString &number);
    void countFailure(const QString &number);

    std::unique_ptr<SQLite::Database> m_database;
    QString m_terminal;
    TerminalKey m_key;
    const Clock &m_clock;
};

} // namespace kiosk::services
