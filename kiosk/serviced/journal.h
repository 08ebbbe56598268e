#pragma once

#include <kiosk/serviced/audit_log.h>
#include <kiosk/serviced/module_record.h>
#include <kiosk/serviced/space_reserve.h>
#include <kiosk/serviced/stock_ledger.h>

#include <QScopeGuard>

#include <functional>
#include <memory>

namespace kiosk::services
{

struct NewCase {
    QString session;
    QString module;
    QString item;
};

/// A message to the platform that may wait: rating, report of a case.
struct OutboxEntry {
    qint64 id = 0;
    QString operation;
    QString caseNumber;
    QJsonObject arguments;
    QDateTime queued;
    int attempts = 0;
};

/// What happened to each case, on the disk (SQLite, WAL, full sync) before the call returns. Nothing in it
/// says who a citizen is: name and number are kept masked, and the number as a keyed hash besides, to count
/// with. Every change also writes an entry of the audit log.
///
/// States of a case: submitted, paid, printing, printed, taken, void, unknown.
/// Thread: one. Errors of all: notEnoughSpace (disk), internalError.
class Journal
{
public:
    /// `terminal` as in devices.yaml: region-outlet-terminal. Errors: invalidData.
    [[nodiscard]] static Result<std::unique_ptr<Journal>> open(const QString &file, const QString &terminal,
                                                               TerminalKey key, const Clock &clock);
    ~Journal();

    /// Whether there is room for another case, with what follows from it. Errors: notEnoughSpace.
    [[nodiscard]] Status room();
    /// Answers the case number: region 6, outlet 4, terminal 4, yyyyMMddHHmmss, sequence 3, check digit 1.
    /// Refused without room(); what is begun finds room to its end, unless somebody else fills that too.
    [[nodiscard]] Result<QString> beginCase(const NewCase &begin);
    [[nodiscard]] Status setSubject(const QString &caseNumber, const QJsonObject &subject);
    [[nodiscard]] Status setLevel(const QString &caseNumber, const QString &level);
    /// Cases of that item that ended today for the citizen of this case, as done or being confirmed.
    [[nodiscard]] Result<int> casesToday(const QString &caseNumber);

    /// kind: print, numbered, issue, pay. A numbered one reserves the number on top of summary's "tray" of
    /// the device; how it ends, resolve() and an abandoned case included, decides what becomes of the number.
    /// Errors: sequenceError (no such open case), invalidData; stockOut, stockUnsure.
    [[nodiscard]] Result<QString> beginOperation(const QString &caseNumber, const QString &kind,
                                                 const QString &device, const QJsonObject &summary);
    /// Once, for its device and kind. Errors: sequenceError.
    [[nodiscard]] Status redeemOperation(const QString &operation, const QString &kind,
                                         const QString &device);
    /// outcome: printed, notPrinted, unknown, paid, taken (after printed), void. Errors: sequenceError,
    /// invalidData.
    [[nodiscard]] Status endOperation(const QString &operation, const QString &outcome,
                                      const QString &detail);
    /// Those of them that have an outcome, be it unknown.
    [[nodiscard]] Result<QStringList> settled(const QStringList &operations);
    /// What a person decided about an operation left unknown. Errors: sequenceError, invalidData.
    [[nodiscard]] Status resolve(const QString &operation, const QString &outcome, const QString &by);

    /// A platform operation that is not idempotent, written down before it is sent. Answers its id. Errors:
    /// platformUncertain: the same one of this case was left unknown before; sequenceError.
    [[nodiscard]] Result<qint64> beginCall(const QString &caseNumber, const QString &operation);
    /// state: done, refused, unknown.
    [[nodiscard]] Status endCall(qint64 call, const QString &state);

    /// outcome: done, notDone, beingConfirmed. Errors: sequenceError: there is an operation that may have
    /// happened and the outcome is another than beingConfirmed; invalidData.
    [[nodiscard]] Status endCase(const QString &caseNumber, const QString &outcome, const QString &reason);
    /// Ends a case whose owner is gone as what it is: being confirmed if something in it may have happened.
    [[nodiscard]] Status abandonCase(const QString &caseNumber);
    /// After a start: abandons every case that a former run left open. Answers their numbers.
    [[nodiscard]] Result<QStringList> reconcile();
    /// {item, outcome, reason, begun, ended} for the platform.
    [[nodiscard]] Result<QJsonObject> report(const QString &caseNumber);

    /// Until what is returned goes out of scope, changes are somebody's: they are the `who` of their audit
    /// entries. Else they are kiosk-serviced's own.
    [[nodiscard]] auto actFor(const QString &who)
    {
        m_who = who;
        return qScopeGuard([this] { m_who = ownName(); });
    }
    /// Something that changes no case. Without a `who`: whoever is acted for. Errors: invalidData.
    [[nodiscard]] Status record(AuditEntry entry);
    [[nodiscard]] Result<AuditFinding> verifyAudit(const std::optional<AuditHead> &exported = {});
    [[nodiscard]] Result<QJsonArray> readAudit(const QJsonObject &filter);
    [[nodiscard]] Result<AuditHead> auditHead();
    [[nodiscard]] Status rotateAudit(std::chrono::days keep);

    /// How a run of a module ended: an empty reason for as it should, else a code of errors.yaml. True if the
    /// module is stopped by it, which the audit log says. Errors: invalidData.
    [[nodiscard]] Result<bool> moduleEnded(const QString &module, const QString &version,
                                           const QString &reason, int limit);
    /// {"since", "failures", "reason"} of a module that is stopped in this version, else empty.
    [[nodiscard]] Result<QJsonObject> moduleStop(const QString &module, const QString &version);
    /// Errors: sequenceError (it is not stopped).
    [[nodiscard]] Status restoreModule(const QString &module);

    /// A change of the account of numbered blanks by a person, `by` name; `subject` is what the audit log
    /// says it was about. Errors: the change's.
    [[nodiscard]] Status changeStock(const QString &subject, const QString &by,
                                     const std::function<Status(StockLedger &)> &change);
    /// filter and answer as in org.bianmin.Stock1.xml.
    [[nodiscard]] Result<QJsonObject> readStock(const QJsonObject &filter);

    /// filter and answer as in org.bianmin.Services1.xml.
    [[nodiscard]] Result<QJsonObject> read(const QJsonObject &filter);

    /// Encrypted, for the platform, when it can be reached.
    [[nodiscard]] Status enqueue(const QString &operation, const QString &caseNumber,
                                 const QJsonObject &arguments);
    [[nodiscard]] Result<QList<OutboxEntry>> outbox();
    [[nodiscard]] Status countAttempt(qint64 id);
    [[nodiscard]] Status removeFromOutbox(qint64 id);

private:
    Journal(std::unique_ptr<SQLite::Database> database, const QString &folder, QString prefix,
            TerminalKey key, const Clock &clock);
    [[nodiscard]] static QString ownName() { return QStringLiteral("serviced"); }

    template <typename Body> [[nodiscard]] auto transact(Body body) -> decltype(body());
    template <typename Body> [[nodiscard]] auto attempt(const Body &body) -> decltype(body());
    void write(const QString &what, const QString &subject, const QString &detail);
    void setCaseState(const QString &caseNumber, const QString &state);
    void endReservation(const QString &operation, const QString &state);
    [[nodiscard]] bool caseIsOpen(const QString &caseNumber);
    [[nodiscard]] int uncertain(const QString &caseNumber);
    void closeCase(const QString &caseNumber, const QString &outcome, const QString &reason);
    [[nodiscard]] QString now() const;
    /// The account of numbered blanks, as whoever is acted for.
    [[nodiscard]] StockLedger stock(const QString &by = {}) { return {*m_database, {now(), m_who, by}}; }

    std::unique_ptr<SQLite::Database> m_database;
    QString m_prefix; ///< region, outlet, terminal
    TerminalKey m_key;
    const Clock &m_clock;
    SpaceReserve m_reserve;
    std::unique_ptr<AuditLog> m_audit;
    QString m_who = ownName();
};

} // namespace kiosk::services
