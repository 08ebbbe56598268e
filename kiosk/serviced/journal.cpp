#include <kiosk/serviced/journal.h>

#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/masking.h>
#include <kiosk/core/query.h>
#include <kiosk/core/sealed_memory.h>

#include <QFileInfo>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRandomGenerator>
#include <QRegularExpression>

#include <SQLiteCpp/SQLiteCpp.h>
#include <sqlite3.h>
#include <sys/stat.h>

namespace kiosk::services
{

namespace
{

constexpr auto tables = R"(
CREATE TABLE IF NOT EXISTS cases (number TEXT PRIMARY KEY, session TEXT NOT NULL, module TEXT NOT NULL,
    item TEXT NOT NULL, state TEXT NOT NULL, level TEXT NOT NULL, subject_name TEXT, subject_number TEXT,
    subject_hash BLOB, begun TEXT NOT NULL, ended TEXT, outcome TEXT, reason TEXT);
CREATE INDEX IF NOT EXISTS cases_by_subject ON cases (subject_hash, item, begun);
CREATE INDEX IF NOT EXISTS cases_by_end ON cases (ended, begun);
CREATE TABLE IF NOT EXISTS operations (id TEXT PRIMARY KEY, case_number TEXT NOT NULL REFERENCES cases (number),
    kind TEXT NOT NULL, device TEXT NOT NULL, summary TEXT NOT NULL, state TEXT NOT NULL,
    redeemed INTEGER NOT NULL DEFAULT 0, begun TEXT NOT NULL, ended TEXT, detail TEXT, resolved_by TEXT);
CREATE INDEX IF NOT EXISTS operations_by_case ON operations (case_number);
CREATE TABLE IF NOT EXISTS calls (id INTEGER PRIMARY KEY AUTOINCREMENT,
    case_number TEXT NOT NULL REFERENCES cases (number), operation TEXT NOT NULL, state TEXT NOT NULL,
    begun TEXT NOT NULL, ended TEXT);
CREATE INDEX IF NOT EXISTS calls_by_case ON calls (case_number);
CREATE TABLE IF NOT EXISTS outbox (id INTEGER PRIMARY KEY AUTOINCREMENT, operation TEXT NOT NULL,
    case_number TEXT NOT NULL, sealed BLOB NOT NULL, queued TEXT NOT NULL, attempts INTEGER NOT NULL DEFAULT 0);
)";

/// What kinds of operation there are, and the state a case is in while one is open.
const QHash<QString, QString> &openStates()
{
    static const QHash<QString, QString> states{{QStringLiteral("print"), QStringLiteral("printing")},
                                                {QStringLiteral("numbered"), QStringLiteral("printing")},
                                                {QStringLiteral("issue"), QStringLiteral("printing")},
                                                {QStringLiteral("pay"), QStringLiteral("submitted")}};
    return states;
}

/// What an outcome makes of an operation that is open.
const QHash<QString, QString> &endStates()
{
    static const QHash<QString, QString> states{{QStringLiteral("printed"), QStringLiteral("printed")},
                                                {QStringLiteral("notPrinted"), QStringLiteral("void")},
                                                {QStringLiteral("paid"), QStringLiteral("paid")},
                                                {QStringLiteral("void"), QStringLiteral("void")},
                                                {QStringLiteral("unknown"), QStringLiteral("unknown")},
                                                {QStringLiteral("taken"), QStringLiteral("taken")}};
    return states;
}

/// Names of modules, items, devices and people of staff: nothing that could hold more.
bool isPlainName(const QString &text)
{
    static const QRegularExpression plain(QStringLiteral("^[A-Za-z0-9._:/@-]{1,64}$"));
    return plain.match(text).hasMatch();
}

/// For technicians, in English and without long numbers: whatever a module made somebody report, no citizen's
/// name or address is in it.
QString plainDetail(QString detail)
{
    static const QRegularExpression notPlain(QStringLiteral("[^\\x20-\\x7e]+"));
    return redactNumbers(detail.replace(notPlain, QStringLiteral("?"))).left(500);
}

/// A summary may say how much of which document; nothing else gets in.
QString plainSummary(const QJsonObject &summary)
{
    QJsonObject kept;
    for (const auto *key : {"pages", "copies", "document", "duplex", "tray"}) {
        const QJsonValue value = summary.value(QLatin1String(key));
        if (value.isDouble() || value.isBool())
            kept.insert(QLatin1String(key), value);
        else if (value.isString() && isPlainName(value.toString()))
            kept.insert(QLatin1String(key), redactNumbers(value.toString()));
    }
    return QString::fromUtf8(QJsonDocument(kept).toJson(QJsonDocument::Compact));
}

/// ISO 7064 MOD 11,10 over digits.
QChar checkDigit(const QString &digits)
{
    int product = 10;
    for (const QChar digit : digits) {
        int sum = (product + digit.digitValue()) % 10;
        if (sum == 0)
            sum = 10;
        product = sum * 2 % 11;
    }
    return QChar(u'0' + (11 - product) % 10);
}

QString randomId()
{
    quint32 words[4];
    QRandomGenerator::system()->fillRange(words);
    return QString::fromLatin1(QByteArray(reinterpret_cast<const char *>(words), sizeof words).toHex());
}

} // namespace

template <typename Body> auto Journal::transact(Body body) -> decltype(body())
{
    auto result = attempt(body);
    if (!result && result.error().code == error::notEnoughSpace && m_reserve.release())
        return attempt(body);
    return result;
}

template <typename Body> auto Journal::attempt(const Body &body) -> decltype(body())
{
    try {
        SQLite::Transaction transaction(*m_database);
        m_audit->begin();
        auto result = body();
        if (result) {
            transaction.commit();
            m_audit->anchor();
        }
        return result;
    } catch (const SQLite::Exception &exception) {
        const int code = exception.getErrorCode();
        const bool disk = code == SQLITE_FULL || code == SQLITE_IOERR || code == SQLITE_READONLY;
        return fail(disk ? error::notEnoughSpace : error::internalError,
                    QStringLiteral("journal: %1").arg(QString::fromUtf8(exception.what())));
    }
}

Journal::Journal(std::unique_ptr<SQLite::Database> database, const QString &folder, QString prefix,
                 TerminalKey key, const Clock &clock)
    : m_database(std::move(database)), m_prefix(std::move(prefix)), m_key(std::move(key)), m_clock(clock),
      m_reserve(folder + QStringLiteral("/reserve")),
      m_audit(std::make_unique<AuditLog>(*m_database, m_key, m_clock, folder + QStringLiteral("/audit.head")))
{
    if (const Status held = m_reserve.hold(); !held)
        qCritical("no case can be begun: %s", qPrintable(held.error().detail));
}

Journal::~Journal() = default;

Result<std::unique_ptr<Journal>> Journal::open(const QString &file, const QString &terminal, TerminalKey key,
                                               const Clock &clock)
{
    static const QRegularExpression identity(QStringLiteral("^([0-9]{6})-([0-9]{4})-([0-9]{4})$"));
    const auto match = identity.match(terminal);
    if (!match.hasMatch())
        return fail(error::invalidData,
                    QStringLiteral("terminal '%1' is not region-outlet-terminal").arg(terminal));
    try {
        const mode_t mask = ::umask(077);
        auto database = std::make_unique<SQLite::Database>(file.toStdString(),
                                                           SQLite::OPEN_READWRITE | SQLite::OPEN_CREATE, 300);
        // One owner: a second kiosk-serviced on the same file is refused.
        database->exec("PRAGMA locking_mode=EXCLUSIVE; PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; "
                       "PRAGMA secure_delete=ON; PRAGMA foreign_keys=ON; "
                       "PRAGMA cache_size=-128"); // KiB; 2 MB would fill for thousands of sessions
        SQLite::Transaction transaction(*database);
        database->exec(tables);
        database->exec(AuditLog::tables);
        database->exec(ModuleRecord::tables);
        database->exec(StockLedger::tables);
        transaction.commit();
        ::umask(mask);
        return std::unique_ptr<Journal>(new Journal(std::move(database), QFileInfo(file).path(),
                                                    match.captured(1) + match.captured(2) + match.captured(3),
                                                    std::move(key), clock));
    } catch (const SQLite::Exception &exception) {
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(file, QString::fromUtf8(exception.what())));
    }
}

QString Journal::now() const
{
    const QDateTime wall = m_clock.wall();
    return wall.toOffsetFromUtc(wall.offsetFromUtc()).toString(Qt::ISODateWithMs);
}

void Journal::write(const QString &what, const QString &subject, const QString &detail)
{
    m_audit->write({m_who, what, subject, QStringLiteral("ok"), detail});
}

Status Journal::record(AuditEntry entry)
{
    if (entry.who.isEmpty())
        entry.who = m_who;
    for (const QString &word : {entry.who, entry.what, entry.result}) {
        if (!isPlainName(word))
            return fail(error::invalidData, QStringLiteral("audit entry of no plain words"));
    }
    if (!entry.subject.isEmpty() && !isPlainName(entry.subject))
        return fail(error::invalidData, QStringLiteral("audit entry about no plain subject"));
    entry.detail = plainDetail(entry.detail);
    return transact([&]() -> Status {
        m_audit->write(entry);
        return {};
    });
}

Result<AuditFinding> Journal::verifyAudit(const std::optional<AuditHead> &exported)
{
    return transact([&]() -> Result<AuditFinding> { return m_audit->verify(exported); });
}

Result<QJsonArray> Journal::readAudit(const QJsonObject &filter)
{
    return transact([&]() -> Result<QJsonArray> { return m_audit->read(filter); });
}

Result<AuditHead> Journal::auditHead()
{
    return transact([&]() -> Result<AuditHead> { return m_audit->head(); });
}

Status Journal::rotateAudit(std::chrono::days keep)
{
    return transact([&]() -> Status {
        if (const int removed = m_audit->removeOlderThan(keep); removed > 0)
            m_audit->write(
                {m_who,
                 QStringLiteral("rotate"),
                 {},
                 QStringLiteral("ok"),
                 QStringLiteral("%1 entries older than %2 days removed").arg(removed).arg(keep.count())});
        return {};
    });
}

Status Journal::room()
{
    return m_reserve.hold();
}

Result<QString> Journal::beginCase(const NewCase &begin)
{
    KIOSK_TRY(room());
    if (!isPlainName(begin.session) || !isPlainName(begin.module) || !isPlainName(begin.item))
        return fail(error::invalidData, QStringLiteral("session, module or item is no plain name"));
    return transact([&]() -> Result<QString> {
        const QString stem = m_prefix + m_clock.wall().toString(QStringLiteral("yyyyMMddHHmmss"));
        Query count(*m_database, "SELECT count(*) FROM cases WHERE substr(number, 1, ?) = ?", stem.size(),
                    stem);
        count.next();
        if (count.number(0) > 999)
            return fail(error::sequenceError, QStringLiteral("a thousand cases in one second"));
        QString number = stem + QStringLiteral("%1").arg(count.number(0), 3, 10, QLatin1Char('0'));
        number += checkDigit(number);
        Query(*m_database,
              "INSERT INTO cases (number, session, module, item, state, level, begun) "
              "VALUES (?, ?, ?, ?, 'submitted', 'L0', ?)",
              number, begin.session, begin.module, begin.item, now())
            .run();
        write(QStringLiteral("case"), number,
              QStringLiteral("submitted %1 %2").arg(begin.module, begin.item));
        return number;
    });
}

bool Journal::caseIsOpen(const QString &caseNumber)
{
    return Query(*m_database, "SELECT 1 FROM cases WHERE number = ? AND ended IS NULL", caseNumber).next();
}

Status Journal::setSubject(const QString &caseNumber, const QJsonObject &subject)
{
    const QByteArray number = subject.value(u"id_number").toString().toLatin1();
    return transact([&]() -> Status {
        const int changed =
            Query(*m_database,
                  "UPDATE cases SET subject_name = ?, subject_number = ?, subject_hash = ?, level = 'L1' "
                  "WHERE number = ? AND ended IS NULL",
                  maskName(subject.value(u"name").toString()), maskIdNumber(QString::fromLatin1(number)),
                  m_key.hash("subject", number), caseNumber)
                .run();
        if (changed != 1)
            return fail(error::sequenceError, QStringLiteral("no open case"));
        write(QStringLiteral("level"), caseNumber, QStringLiteral("L1"));
        return {};
    });
}

Status Journal::setLevel(const QString &caseNumber, const QString &level)
{
    return transact([&]() -> Status {
        if (Query(*m_database, "UPDATE cases SET level = ? WHERE number = ? AND ended IS NULL", level,
                  caseNumber)
                .run() != 1)
            return fail(error::sequenceError, QStringLiteral("no open case"));
        write(QStringLiteral("level"), caseNumber, level);
        return {};
    });
}

Result<int> Journal::casesToday(const QString &caseNumber)
{
    return transact([&]() -> Result<int> {
        Query count(
            *m_database,
            "SELECT count(*) FROM cases c JOIN cases own ON own.number = ?1 WHERE c.subject_hash = "
            "own.subject_hash AND c.item = own.item AND c.number <> ?1 AND substr(c.begun, 1, 10) = ?2 "
            "AND c.outcome IN ('done', 'beingConfirmed')",
            caseNumber, now().left(10));
        count.next();
        return int(count.number(0));
    });
}

void Journal::setCaseState(const QString &caseNumber, const QString &state)
{
    Query(*m_database, "UPDATE cases SET state = ? WHERE number = ?", state, caseNumber).run();
    write(QStringLiteral("case"), caseNumber, state);
}

Result<QString> Journal::beginOperation(const QString &caseNumber, const QString &kind, const QString &device,
                                        const QJsonObject &summary)
{
    const QString state = openStates().value(kind);
    if (state.isEmpty() || !isPlainName(device))
        return fail(error::invalidData, QStringLiteral("operation of kind '%1'").arg(kind.left(20)));
    return transact([&]() -> Result<QString> {
        if (!caseIsOpen(caseNumber))
            return fail(error::sequenceError, QStringLiteral("no open case"));
        QString id = randomId();
        Query(*m_database,
              "INSERT INTO operations (id, case_number, kind, device, summary, state, begun) "
              "VALUES (?, ?, ?, ?, ?, ?, ?)",
              id, caseNumber, kind, device, plainSummary(summary), state, now())
            .run();
        if (kind == u"numbered") {
            const auto number = stock().reserve(id, {device, summary.value(u"tray").toString()});
            if (!number)
                return number.error();
            write(QStringLiteral("stock"), id, QStringLiteral("%1 reserved").arg(*number));
        }
        write(QStringLiteral("operation"), id,
              QStringLiteral("%1 on %2 begun for %3").arg(kind, device, caseNumber));
        setCaseState(caseNumber, state);
        return id;
    });
}

Status Journal::redeemOperation(const QString &operation, const QString &kind, const QString &device)
{
    return transact([&]() -> Status {
        const int changed =
            Query(*m_database,
                  "UPDATE operations SET redeemed = 1 WHERE id = ? AND kind = ? AND device = ? "
                  "AND redeemed = 0 AND ended IS NULL",
                  operation, kind, device)
                .run();
        if (changed != 1)
            return fail(error::sequenceError,
                        QStringLiteral("operation id not good for this, or used before"));
        write(QStringLiteral("operation"), operation, QStringLiteral("redeemed"));
        return {};
    });
}

Status Journal::endOperation(const QString &operation, const QString &outcome, const QString &detail)
{
    const QString state = endStates().value(outcome);
    if (state.isEmpty())
        return fail(error::invalidData, QStringLiteral("operation outcome '%1'").arg(outcome.left(20)));
    return transact([&]() -> Status {
        Query current(*m_database, "SELECT case_number, kind, state, ended FROM operations WHERE id = ?",
                      operation);
        if (!current.next())
            return fail(error::sequenceError, QStringLiteral("no such operation"));
        const QString caseNumber = current.text(0);
        const QString was = current.text(2);
        const bool isOpen = current.text(3).isEmpty();
        const bool pays = current.text(1) == u"pay";
        const bool fits = state == u"taken"     ? was == u"printed"
                          : state == u"paid"    ? isOpen && pays
                          : state == u"printed" ? isOpen && !pays
                                                : isOpen || (state == u"void" && was == u"printed");
        if (!fits)
            return fail(error::sequenceError,
                        QStringLiteral("operation is %1, cannot become %2").arg(was, state));
        Query(*m_database, "UPDATE operations SET state = ?, ended = ?, detail = ? WHERE id = ?", state,
              now(), redactNumbers(detail).left(200), operation)
            .run();
        if (was == u"printed" && state == u"void")
            stock().spoil(operation);
        else if (isOpen)
            endReservation(operation, state);
        write(QStringLiteral("operation"), operation, state);
        setCaseState(caseNumber, state);
        return {};
    });
}

/// What an open operation's end makes of the number that it has reserved.
void Journal::endReservation(const QString &operation, const QString &state)
{
    if (state == u"printed")
        stock().use(operation);
    else if (state == u"void")
        stock().release(operation);
    else
        stock().voidUnknown(operation);
}

Status Journal::changeStock(const QString &subject, const QString &by,
                            const std::function<Status(StockLedger &)> &change)
{
    if (!isPlainName(by) || !isPlainName(subject))
        return fail(error::invalidData, QStringLiteral("no plain name"));
    return transact([&]() -> Status {
        StockLedger ledger = stock(by);
        KIOSK_TRY(change(ledger));
        write(QStringLiteral("stock"), subject, QStringLiteral("changed by %1").arg(by));
        return {};
    });
}

Result<QJsonObject> Journal::readStock(const QJsonObject &filter)
{
    return transact([&]() -> Result<QJsonObject> { return stock().read(filter); });
}

Result<QStringList> Journal::settled(const QStringList &operations)
{
    return transact([&]() -> Result<QStringList> {
        QStringList settled;
        for (const QString &operation : operations) {
            if (Query(*m_database, "SELECT 1 FROM operations WHERE id = ? AND ended IS NOT NULL", operation)
                    .next())
                settled.append(operation);
        }
        return settled;
    });
}

Status Journal::resolve(const QString &operation, const QString &outcome, const QString &by)
{
    const QString state = endStates().value(outcome);
    if ((state != u"printed" && state != u"void") || !isPlainName(by))
        return fail(error::invalidData, QStringLiteral("decision '%1'").arg(outcome.left(20)));
    return transact([&]() -> Status {
        Query current(*m_database, "SELECT case_number FROM operations WHERE id = ? AND state = 'unknown'",
                      operation);
        if (!current.next())
            return fail(error::sequenceError, QStringLiteral("no operation left unknown has this id"));
        const QString caseNumber = current.text(0);
        Query(*m_database, "UPDATE operations SET state = ?, resolved_by = ? WHERE id = ?", state, by,
              operation)
            .run();
        if (state == u"printed")
            stock(by).confirmUsed(operation);
        write(QStringLiteral("resolved"), operation, QStringLiteral("%1 by %2").arg(state, by));
        setCaseState(caseNumber, state);
        if (uncertain(caseNumber) == 0)
            Query(*m_database, "UPDATE cases SET outcome = ? WHERE number = ? AND outcome = 'beingConfirmed'",
                  state == u"printed" ? "done" : "notDone", caseNumber)
                .run();
        return {};
    });
}

Result<qint64> Journal::beginCall(const QString &caseNumber, const QString &operation)
{
    return transact([&]() -> Result<qint64> {
        if (!caseIsOpen(caseNumber))
            return fail(error::sequenceError, QStringLiteral("no open case"));
        if (Query(*m_database,
                  "SELECT 1 FROM calls WHERE case_number = ? AND operation = ? AND state IN ('submitted', "
                  "'unknown')",
                  caseNumber, operation)
                .next())
            return fail(error::platformUncertain,
                        QStringLiteral("%1 may have happened already").arg(operation));
        Query(*m_database,
              "INSERT INTO calls (case_number, operation, state, begun) VALUES (?, ?, 'submitted', ?)",
              caseNumber, operation, now())
            .run();
        const qint64 id = m_database->getLastInsertRowid();
        write(QStringLiteral("call"), caseNumber, QStringLiteral("%1 submitted").arg(operation));
        return id;
    });
}

Status Journal::endCall(qint64 call, const QString &state)
{
    return transact([&]() -> Status {
        Query(*m_database, "UPDATE calls SET state = ?, ended = ? WHERE id = ?", state, now(), call).run();
        Query named(*m_database, "SELECT case_number, operation FROM calls WHERE id = ?", call);
        if (!named.next())
            return fail(error::sequenceError, QStringLiteral("no such call"));
        write(QStringLiteral("call"), named.text(0), QStringLiteral("%1 %2").arg(named.text(1), state));
        return {};
    });
}

/// Steps of a case that may have happened without our knowing.
int Journal::uncertain(const QString &caseNumber)
{
    Query count(*m_database,
                "SELECT (SELECT count(*) FROM operations WHERE case_number = ?1 AND (state = 'unknown' OR "
                "(ended IS NULL AND redeemed = 1))) + (SELECT count(*) FROM calls WHERE case_number = ?1 AND "
                "state IN ('submitted', 'unknown'))",
                caseNumber);
    count.next();
    return int(count.number(0));
}

void Journal::closeCase(const QString &caseNumber, const QString &outcome, const QString &reason)
{
    QHash<QString, bool> open; // id → handed to a device
    for (Query rows(*m_database,
                    "SELECT id, redeemed FROM operations WHERE case_number = ? AND ended IS NULL",
                    caseNumber);
         rows.next();)
        open.insert(rows.text(0), rows.number(1) != 0);
    for (auto operation = open.constBegin(); operation != open.constEnd(); ++operation) {
        // Never handed to a device: it has not happened, and its id is good no longer.
        const QString state = *operation ? QStringLiteral("unknown") : QStringLiteral("void");
        Query(*m_database, "UPDATE operations SET state = ?, ended = ? WHERE id = ?", state, now(),
              operation.key())
            .run();
        endReservation(operation.key(), state);
        write(QStringLiteral("operation"), operation.key(), state);
        setCaseState(caseNumber, state);
    }
    Query(*m_database,
          "UPDATE calls SET state = 'unknown', ended = ? WHERE case_number = ? AND state = 'submitted'",
          now(), caseNumber)
        .run();
    if (outcome == u"notDone")
        Query(*m_database,
              "UPDATE cases SET state = 'void' WHERE number = ? AND state IN ('submitted', 'printing')",
              caseNumber)
            .run();
    Query(*m_database, "UPDATE cases SET ended = ?, outcome = ?, reason = ? WHERE number = ?", now(), outcome,
          reason, caseNumber)
        .run();
    write(QStringLiteral("case"), caseNumber, QStringLiteral("ended %1 %2").arg(outcome, reason));
}

Status Journal::endCase(const QString &caseNumber, const QString &outcome, const QString &reason)
{
    if (outcome != u"done" && outcome != u"notDone" && outcome != u"beingConfirmed")
        return fail(error::invalidData, QStringLiteral("case outcome '%1'").arg(outcome.left(20)));
    if (!reason.isEmpty() && findError(reason) == nullptr)
        return fail(error::invalidData, QStringLiteral("reason is no error code"));
    return transact([&]() -> Status {
        if (!caseIsOpen(caseNumber))
            return fail(error::sequenceError, QStringLiteral("no open case"));
        if (outcome != u"beingConfirmed" && uncertain(caseNumber) > 0)
            return fail(error::sequenceError,
                        QStringLiteral("%1 step(s) may have happened: only beingConfirmed is true")
                            .arg(uncertain(caseNumber)));
        closeCase(caseNumber, outcome, reason);
        return {};
    });
}

Status Journal::abandonCase(const QString &caseNumber)
{
    return transact([&]() -> Status {
        if (!caseIsOpen(caseNumber))
            return {};
        const bool mayHaveHappened = uncertain(caseNumber) > 0;
        Query printed(
            *m_database,
            "SELECT 1 FROM operations WHERE case_number = ? AND state IN ('printed', 'taken', 'paid')",
            caseNumber);
        const QString outcome = mayHaveHappened  ? QStringLiteral("beingConfirmed")
                                : printed.next() ? QStringLiteral("done")
                                                 : QStringLiteral("notDone");
        closeCase(caseNumber, outcome, error::internalError.name().toString());
        return {};
    });
}

Result<QStringList> Journal::reconcile()
{
    auto open = transact([&]() -> Result<QStringList> {
        QStringList numbers;
        Query cases(*m_database, "SELECT number FROM cases WHERE ended IS NULL ORDER BY begun");
        while (cases.next())
            numbers.append(cases.text(0));
        return numbers;
    });
    if (!open)
        return open;
    for (const QString &number : *open)
        KIOSK_TRY(abandonCase(number));
    return open;
}

Result<QJsonObject> Journal::report(const QString &caseNumber)
{
    return transact([&]() -> Result<QJsonObject> {
        Query found(*m_database, "SELECT item, outcome, reason, begun, ended FROM cases WHERE number = ?",
                    caseNumber);
        if (!found.next())
            return fail(error::sequenceError, QStringLiteral("no such case"));
        return QJsonObject{{QStringLiteral("item"), found.text(0)},
                           {QStringLiteral("outcome"), found.text(1)},
                           {QStringLiteral("reason"), found.text(2)},
                           {QStringLiteral("begun"), found.text(3)},
                           {QStringLiteral("ended"), found.text(4)}};
    });
}

Result<bool> Journal::moduleEnded(const QString &module, const QString &version, const QString &reason,
                                  int limit)
{
    if (!isPlainName(module) || (!reason.isEmpty() && findError(reason) == nullptr))
        return fail(error::invalidData, QStringLiteral("module or reason is no plain name"));
    return transact([&]() -> Result<bool> {
        ModuleRecord record(*m_database, limit);
        if (reason.isEmpty()) {
            record.succeeded(module);
            return false;
        }
        const bool stopped = record.failed(module, version, reason, now());
        if (stopped)
            m_audit->write({m_who, QStringLiteral("module"), module, QStringLiteral("failed"),
                            QStringLiteral("stopped: %1 runs of version %2 in a row failed, the last one: %3")
                                .arg(limit)
                                .arg(version, reason)});
        return stopped;
    });
}

Result<QJsonObject> Journal::moduleStop(const QString &module, const QString &version)
{
    return transact(
        [&]() -> Result<QJsonObject> { return ModuleRecord(*m_database, 0).stop(module, version); });
}

Status Journal::restoreModule(const QString &module)
{
    if (!isPlainName(module))
        return fail(error::invalidData, QStringLiteral("module is no plain name"));
    return transact([&]() -> Status {
        if (!ModuleRecord(*m_database, 0).restore(module))
            return fail(error::sequenceError, QStringLiteral("module %1 is not stopped").arg(module));
        write(QStringLiteral("module"), module, QStringLiteral("restored"));
        return {};
    });
}

Result<QJsonObject> Journal::read(const QJsonObject &filter)
{
    const qint64 limit = std::clamp<qint64>(filter.value(u"limit").toInteger(50), 1, 1000);
    const QString wanted = filter.value(u"case").toString();
    const auto orNull = [](const QString &text) { return text.isEmpty() ? QJsonValue() : QJsonValue(text); };
    return transact([&]() -> Result<QJsonObject> {
        QJsonArray cases;
        Query rows(
            *m_database,
            "SELECT number, module, item, state, outcome, reason, level, subject_name, subject_number, "
            "begun, "
            "ended FROM cases WHERE (?1 = '' OR number = ?1) AND (?2 = 0 OR ended IS NULL OR outcome = "
            "'beingConfirmed') ORDER BY begun DESC, number DESC LIMIT ?3",
            wanted, filter.value(u"open").toBool() ? 1 : 0, limit);
        while (rows.next()) {
            QJsonArray operations;
            Query steps(
                *m_database,
                "SELECT id, kind, device, summary, state, redeemed, begun, ended, detail, resolved_by "
                "FROM operations WHERE case_number = ? ORDER BY begun, rowid",
                rows.text(0));
            while (steps.next())
                operations.append(QJsonObject{
                    {QStringLiteral("id"), steps.text(0)},
                    {QStringLiteral("kind"), steps.text(1)},
                    {QStringLiteral("device"), steps.text(2)},
                    {QStringLiteral("summary"), QJsonDocument::fromJson(steps.text(3).toUtf8()).object()},
                    {QStringLiteral("state"), steps.text(4)},
                    {QStringLiteral("redeemed"), steps.number(5) != 0},
                    {QStringLiteral("begun"), steps.text(6)},
                    {QStringLiteral("ended"), orNull(steps.text(7))},
                    {QStringLiteral("detail"), steps.text(8)},
                    {QStringLiteral("resolved_by"), orNull(steps.text(9))}});
            QJsonArray calls;
            Query sent(*m_database,
                       "SELECT operation, state, begun, ended FROM calls WHERE case_number = ? ORDER BY id",
                       rows.text(0));
            while (sent.next())
                calls.append(QJsonObject{{QStringLiteral("operation"), sent.text(0)},
                                         {QStringLiteral("state"), sent.text(1)},
                                         {QStringLiteral("begun"), sent.text(2)},
                                         {QStringLiteral("ended"), orNull(sent.text(3))}});
            cases.append(QJsonObject{
                {QStringLiteral("number"), rows.text(0)},
                {QStringLiteral("module"), rows.text(1)},
                {QStringLiteral("item"), rows.text(2)},
                {QStringLiteral("state"), rows.text(3)},
                {QStringLiteral("outcome"), orNull(rows.text(4))},
                {QStringLiteral("reason"), rows.text(5)},
                {QStringLiteral("level"), rows.text(6)},
                {QStringLiteral("subject"),
                 rows.text(7).isEmpty() ? QJsonValue() : QJsonValue(rows.text(7) + u' ' + rows.text(8))},
                {QStringLiteral("begun"), rows.text(9)},
                {QStringLiteral("ended"), orNull(rows.text(10))},
                {QStringLiteral("operations"), operations},
                {QStringLiteral("calls"), calls}});
        }
        return QJsonObject{{QStringLiteral("cases"), cases}};
    });
}

Status Journal::enqueue(const QString &operation, const QString &caseNumber, const QJsonObject &arguments)
{
    QByteArray text = QJsonDocument(arguments).toJson(QJsonDocument::Compact);
    const QByteArray sealed = m_key.encrypt(text, (operation + caseNumber).toUtf8());
    wipe(text);
    if (sealed.isEmpty())
        return fail(error::internalError, QStringLiteral("encryption failed"));
    return transact([&]() -> Status {
        Query(*m_database, "INSERT INTO outbox (operation, case_number, sealed, queued) VALUES (?, ?, ?, ?)",
              operation, caseNumber, sealed, now())
            .run();
        return {};
    });
}

Result<QList<OutboxEntry>> Journal::outbox()
{
    return transact([&]() -> Result<QList<OutboxEntry>> {
        QList<OutboxEntry> entries;
        Query rows(*m_database,
                   "SELECT id, operation, case_number, sealed, queued, attempts FROM outbox ORDER BY id");
        while (rows.next()) {
            OutboxEntry entry{rows.number(0), rows.text(1), rows.text(2), {}, {}, int(rows.number(5))};
            entry.queued = QDateTime::fromString(rows.text(4), Qt::ISODateWithMs);
            auto text = m_key.decrypt(rows.bytes(3), (entry.operation + entry.caseNumber).toUtf8());
            if (text)
                entry.arguments = QJsonDocument::fromJson(*text).object();
            entries.append(entry);
        }
        return entries;
    });
}

Status Journal::countAttempt(qint64 id)
{
    return transact([&]() -> Status {
        Query(*m_database, "UPDATE outbox SET attempts = attempts + 1 WHERE id = ?", id).run();
        return {};
    });
}

Status Journal::removeFromOutbox(qint64 id)
{
    return transact([&]() -> Status {
        Query(*m_database, "DELETE FROM outbox WHERE id = ?", id).run();
        return {};
    });
}

} // namespace kiosk::services
