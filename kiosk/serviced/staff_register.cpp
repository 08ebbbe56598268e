#include <kiosk/serviced/staff_register.h>

#include <kiosk/core/query.h>
#include <kiosk/core/sealed_memory.h>

#include <QRegularExpression>

#include <openssl/evp.h>
#include <openssl/rand.h>

#include <liboath/oath.h>

#include <sys/stat.h>

namespace kiosk::services
{

namespace
{

constexpr int secretSize = 20; // RFC 4226 section 4, R6: 160 bits recommended
constexpr int saltSize = 16;
constexpr int rounds = 210000; // OWASP Password Storage Cheat Sheet: PBKDF2-HMAC-SHA512
constexpr int hashSize = 32;
constexpr int codeStep = 30;
constexpr int window = 1; // steps that a clock may be off
// Failures of numbers that nobody has are kept too; so many numbers are remembered.
constexpr int rememberedFailures = 200;

constexpr const char *staffTables = R"(
CREATE TABLE IF NOT EXISTS staff (number TEXT PRIMARY KEY, role TEXT NOT NULL, salt BLOB NOT NULL,
    pin BLOB NOT NULL, secret BLOB NOT NULL, used INTEGER NOT NULL DEFAULT 0);
CREATE TABLE IF NOT EXISTS failures (number TEXT PRIMARY KEY, count INTEGER NOT NULL, locked INTEGER NOT NULL,
    latest INTEGER NOT NULL);
)";

QByteArray random(int size)
{
    QByteArray bytes(size, Qt::Uninitialized);
    return RAND_bytes(reinterpret_cast<unsigned char *>(bytes.data()), size) == 1 ? bytes : QByteArray();
}

/// 111111, 123456, 654321: what is tried first.
bool isSimple(const QString &pin)
{
    const int step = pin.size() > 1 ? pin[1].unicode() - pin[0].unicode() : 0;
    if (std::abs(step) > 1)
        return false;
    for (qsizetype digit = 1; digit < pin.size(); ++digit) {
        if (pin[digit].unicode() - pin[digit - 1].unicode() != step)
            return false;
    }
    return true;
}

Status check(const QString &number, const QString &role, const QString &pin)
{
    static const QRegularExpression pinRule(QStringLiteral("^[0-9]{6,12}$"));
    if (!StaffRegister::isNumber(number))
        return fail(error::invalidData, QStringLiteral("a staff number has 4 to 8 digits"));
    if (role != u"technician" && role != u"supervisor")
        return fail(error::invalidData, QStringLiteral("role '%1': technician or supervisor").arg(role));
    if (!pinRule.match(pin).hasMatch() || isSimple(pin))
        return fail(error::invalidData,
                    QStringLiteral("a PIN has 6 to 12 digits, not all alike and not in a row"));
    return {};
}

QString base32(const QByteArray &bytes)
{
    char *text = nullptr;
    size_t length = 0;
    if (oath_base32_encode(bytes.constData(), size_t(bytes.size()), &text, &length) != OATH_OK)
        return {};
    const QString result = QString::fromLatin1(text, qsizetype(length)).remove(u'=');
    OPENSSL_cleanse(text, length);
    std::free(text); // NOLINT(cppcoreguidelines-no-malloc): liboath's
    return result;
}

template <typename Work> auto guarded(Work work) -> decltype(work())
{
    try {
        return work();
    } catch (const SQLite::Exception &exception) {
        return fail(exception.getErrorCode() == SQLITE_FULL ? error::notEnoughSpace : error::internalError,
                    QStringLiteral("staff: ") + QString::fromUtf8(exception.what()));
    }
}

} // namespace

struct StaffRegister::Person {
    QString number;
    QString role;
    QByteArray salt;
    QByteArray pin;
    QByteArray secret; ///< sealed
    qint64 used = 0;
};

StaffRegister::StaffRegister(std::unique_ptr<SQLite::Database> database, QString terminal, TerminalKey key,
                             const Clock &clock)
    : m_database(std::move(database)), m_terminal(std::move(terminal)), m_key(std::move(key)), m_clock(clock)
{
}

StaffRegister::~StaffRegister() = default;

bool StaffRegister::isNumber(const QString &number)
{
    static const QRegularExpression rule(QStringLiteral("^[0-9]{4,8}$"));
    return rule.match(number).hasMatch();
}

Result<std::unique_ptr<StaffRegister>> StaffRegister::open(const QString &file, const QString &terminal,
                                                           TerminalKey key, const Clock &clock)
{
    try {
        const mode_t mask = ::umask(077);
        auto database = std::make_unique<SQLite::Database>(file.toStdString(),
                                                           SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 300);
        ::umask(mask);
        database->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                       "PRAGMA secure_delete=ON; PRAGMA cache_size=-32");
        database->exec(staffTables);
        return std::unique_ptr<StaffRegister>(
            new StaffRegister(std::move(database), terminal, std::move(key), clock));
    } catch (const SQLite::Exception &exception) {
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(file, QString::fromUtf8(exception.what())));
    }
}

Result<StaffRegister::Enrolment> StaffRegister::add(const QString &number, const QString &role,
                                                    const QString &pin)
{
    KIOSK_TRY(check(number, role, pin));
    return guarded([&]() -> Result<Enrolment> {
        if (find(number))
            return fail(error::sequenceError, QStringLiteral("%1 is there already").arg(number));
        QByteArray secret = random(secretSize);
        const QByteArray salt = random(saltSize);
        const QByteArray hash = pinHash(number, salt, pin);
        const QByteArray sealed = m_key.encrypt(secret, number.toUtf8());
        if (secret.isEmpty() || salt.isEmpty() || hash.isEmpty() || sealed.isEmpty())
            return fail(error::internalError, QStringLiteral("no random numbers"));
        SQLite::Transaction transaction(*m_database);
        Query(*m_database, "INSERT INTO staff (number, role, salt, pin, secret) VALUES (?, ?, ?, ?, ?)",
              number, role, salt, hash, sealed)
            .run();
        Query(*m_database, "DELETE FROM failures WHERE number = ?", number).run();
        transaction.commit();
        const QString text = base32(secret);
        wipe(secret);
        return Enrolment{text, QStringLiteral("otpauth://totp/Bianmin:%1@%2?secret=%3&issuer=Bianmin")
                                   .arg(number, m_terminal, text)};
    });
}

Status StaffRegister::remove(const QString &number)
{
    return guarded([&]() -> Status {
        if (Query(*m_database, "DELETE FROM staff WHERE number = ?", number).run() == 0)
            return fail(error::noRecord, number);
        return {};
    });
}

Result<QJsonArray> StaffRegister::list()
{
    return guarded([&]() -> Result<QJsonArray> {
        QJsonArray staff;
        Query people(*m_database, "SELECT number, role FROM staff ORDER BY number");
        while (people.next())
            staff.append(QJsonObject{{QStringLiteral("number"), people.text(0)},
                                     {QStringLiteral("role"), people.text(1)},
                                     {QStringLiteral("locked"), secondsLocked(people.text(0))}});
        return staff;
    });
}

Result<QString> StaffRegister::signIn(const QString &number, const QString &pin, const QString &code)
{
    if (!isNumber(number))
        return fail(error::signInFailed);
    return guarded([&]() -> Result<QString> {
        if (const qint64 left = secondsLocked(number); left > 0)
            return fail(error::signInLocked, QString::number(left));
        const auto person = find(number);
        // For a number that nobody has it takes as long.
        const QByteArray hash = pinHash(number, person ? person->salt : QByteArray(saltSize, 0), pin);
        const bool known = person && !hash.isEmpty() && hash.size() == person->pin.size() &&
                           CRYPTO_memcmp(hash.constData(), person->pin.constData(), size_t(hash.size())) == 0;
        const qint64 step = known ? stepOf(*person, code) : 0;
        SQLite::Transaction transaction(*m_database);
        if (step == 0) {
            countFailure(number);
            transaction.commit();
            const qint64 left = secondsLocked(number);
            return left > 0 ? fail(error::signInLocked, QString::number(left)) : fail(error::signInFailed);
        }
        Query(*m_database, "UPDATE staff SET used = ? WHERE number = ?", step, number).run();
        Query(*m_database, "DELETE FROM failures WHERE number = ?", number).run();
        transaction.commit();
        return person->role;
    });
}

std::optional<StaffRegister::Person> StaffRegister::find(const QString &number)
{
    Query found(*m_database, "SELECT role, salt, pin, secret, used FROM staff WHERE number = ?", number);
    if (!found.next())
        return {};
    return Person{number, found.text(0), found.bytes(1), found.bytes(2), found.bytes(3), found.number(4)};
}

QByteArray StaffRegister::pinHash(const QString &number, const QByteArray &salt, const QString &pin) const
{
    const QByteArray keyed = m_key.hash("staff-pin", number.toUtf8() + ':' + pin.toUtf8());
    QByteArray hash(hashSize, Qt::Uninitialized);
    const bool done =
        PKCS5_PBKDF2_HMAC(keyed.constData(), int(keyed.size()),
                          reinterpret_cast<const unsigned char *>(salt.constData()), int(salt.size()), rounds,
                          EVP_sha512(), hashSize, reinterpret_cast<unsigned char *>(hash.data())) == 1;
    return done ? hash : QByteArray();
}

qint64 StaffRegister::stepOf(const Person &person, const QString &code) const
{
    auto secret = m_key.decrypt(person.secret, person.number.toUtf8());
    if (!secret || code.size() != 6)
        return 0;
    const qint64 now = m_clock.wall().toSecsSinceEpoch();
    int offset = 0;
    const int found =
        oath_totp_validate2(secret->constData(), size_t(secret->size()), now, codeStep,
                            OATH_TOTP_DEFAULT_START_TIME, window, &offset, code.toLatin1().constData());
    wipe(*secret);
    const qint64 step = now / codeStep + offset;
    return found >= 0 && step > person.used ? step : 0;
}

qint64 StaffRegister::secondsLocked(const QString &number)
{
    Query found(*m_database, "SELECT locked FROM failures WHERE number = ?", number);
    if (!found.next())
        return 0;
    // A clock that was set back must not lock anybody out for longer than the rule.
    const qint64 left = found.number(0) - m_clock.wall().toSecsSinceEpoch();
    return left > lockTime.count() ? 0 : std::max<qint64>(0, left);
}

void StaffRegister::countFailure(const QString &number)
{
    const qint64 now = m_clock.wall().toSecsSinceEpoch();
    Query(*m_database,
          "INSERT INTO failures (number, count, locked, latest) VALUES (?1, 1, 0, ?2) "
          "ON CONFLICT (number) DO UPDATE SET count = count + 1, latest = ?2",
          number, now)
        .run();
    // From the fifth on every further failure locks again.
    Query(*m_database, "UPDATE failures SET locked = ? WHERE number = ? AND count >= ?",
          now + lockTime.count(), number, failuresUntilLocked)
        .run();
    Query(*m_database,
          "DELETE FROM failures WHERE number NOT IN (SELECT number FROM staff) AND number NOT IN "
          "(SELECT number FROM failures ORDER BY latest DESC LIMIT ?)",
          rememberedFailures)
        .run();
}

} // namespace kiosk::services
