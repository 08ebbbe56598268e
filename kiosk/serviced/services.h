#pragma once

#include <kiosk/serviced/journal.h>
#include <kiosk/serviced/module_catalogue.h>
#include <kiosk/serviced/platform_gateway.h>
#include <kiosk/serviced/rules.h>
#include <kiosk/serviced/stock_service.h>

#include <kiosk/ipc/bus.h>

#include <QDBusServiceWatcher>
#include <QHash>
#include <QTimer>

namespace kiosk::services
{

/// org.bianmin.Services: who may ask the platform what about whom, and what is written down of it. A case
/// belongs to the bus connection that began it; when that leaves, the case is ended and its subject
/// forgotten. The methods are the contract's (kiosk/ipc/org.bianmin.Services1.xml), called by its generated
/// adaptor. Thread: the main one.
class Services : public QObject, protected QDBusContext
{
    Q_OBJECT

public:
    /// `gateway` may be null: then the reason is why there is no platform, and every call of it fails with
    /// that.
    Services(QDBusConnection bus, std::unique_ptr<Journal> journal, std::unique_ptr<ModuleCatalogue> modules,
             Result<std::unique_ptr<PlatformGateway>> gateway, const Rules &rules, const Clock &clock,
             QObject *parent = nullptr);
    ~Services() override;

    /// Ends what a former run left open, then takes the object path and the name. Errors: journal's;
    /// deviceBusy.
    [[nodiscard]] Status start();

    /// An entry of the audit log; without a `who` whoever is acted for.
    void audit(const QString &what, const QString &subject, const QString &result, const QString &detail = {},
               const QString &who = {});

    QString Health();
    QString BeginCase(const QString &session, const QString &module, const QString &item);
    void SetSubject(const QString &caseNumber, const QDBusUnixFileDescriptor &subject);
    QString SendCode(const QString &caseNumber);
    QString VerifyCode(const QString &caseNumber, const QDBusUnixFileDescriptor &code);
    QDBusUnixFileDescriptor Call(const QString &caseNumber, const QString &operation,
                                 const QDBusUnixFileDescriptor &arguments, uint timeoutMs);
    QString BeginOperation(const QString &caseNumber, const QString &kind, const QString &device,
                           const QString &summary);
    void RedeemOperation(const QString &operation, const QString &kind, const QString &device);
    void EndOperation(const QString &operation, const QString &outcome, const QString &detail);
    QStringList SettledOperations(const QStringList &operations);
    void EndCase(const QString &caseNumber, const QString &outcome, const QString &reason);
    QString Interrupted();
    void Evaluate(const QString &caseNumber, const QDBusUnixFileDescriptor &rating);
    void Record(const QString &what, const QString &subject, const QString &result, const QString &detail);
    QString Audit(const QString &filter);
    QString Journal(const QString &filter);
    void Resolve(const QString &operation, const QString &outcome, const QString &by);
    void ModuleEnded(const QString &module, const QString &reason);
    QString StoppedModules();
    void RestoreModule(const QString &module);

Q_SIGNALS:
    void OperationsEnded();
    void ModulesChanged();

private:
    struct OpenCase {
        QString owner; ///< unique name on the bus
        QString module;
        QString item;
        ServiceItem rule;
        Level level = Level::L0;
        bool called = false; ///< the subject is settled
        std::shared_ptr<const Subject> subject;
    };
    /// Of a case that is over and for which the disk had no room.
    struct Ending {
        QString outcome; ///< empty: whatever the journal makes of it
        QString reason;
    };

    QCoro::Task<> health(QDBusMessage call);
    QCoro::Task<> sendCode(QDBusMessage call, QString caseNumber);
    QCoro::Task<> verifyCode(QDBusMessage call, QString caseNumber, QString code);
    QCoro::Task<> callPlatform(QDBusMessage call, PlatformCall request);
    QCoro::Task<Result<Payload>> ask(PlatformCall request);
    QCoro::Task<> flushOutbox();

    /// The caller's own open case. Errors: sequenceError, authorisationRequired.
    [[nodiscard]] Result<OpenCase *> ownCase(const QString &caseNumber);
    [[nodiscard]] Status mayCall(const OpenCase &open, const QString &operation);
    [[nodiscard]] Result<Payload> payloadOf(const QDBusUnixFileDescriptor &descriptor, qsizetype limit) const;
    [[nodiscard]] QDBusMessage delayed();
    void answer(const Status &status);
    void abandonCasesOf(const QString &owner);
    [[nodiscard]] Status writeEnding(const QString &caseNumber, const Ending &ending);
    void writeEndings();
    /// Who calls: a daemon by its name on the bus, anybody else by the account.
    [[nodiscard]] QString caller() const;
    /// Those that were there first: they began before this process, or outlived the one before it. Which,
    /// tells the connection in the entry of their start.
    void meetDaemons();
    [[nodiscard]] QString connectionOf(const QString &uniqueName) const;
    void onDaemon(const QString &name, const QString &former, const QString &now);
    [[nodiscard]] Status checkAudit();
    void endTraining();
    void rotateAudit();

    QDBusConnection m_bus;
    std::unique_ptr<services::Journal> m_journal;
    StockService m_stock;
    std::unique_ptr<ModuleCatalogue> m_modules;
    Result<std::unique_ptr<PlatformGateway>> m_gateway;
    const Clock &m_clock;
    QHash<QString, OpenCase> m_cases;
    QHash<QString, Ending> m_endings; ///< by the number of the case
    QDBusServiceWatcher m_owners;
    QDBusServiceWatcher m_daemons;
    QHash<QString, QString> m_daemonNames; ///< unique name → shell, deviced
    Rules m_rules;
    QTimer m_rotation;
    QTimer m_outboxTimer;
    bool m_flushing = false;
    QString m_interrupted; ///< the number of the last case that was abandoned
};

} // namespace kiosk::services
