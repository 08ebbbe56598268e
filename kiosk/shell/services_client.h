#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/ipc/bus.h>

#include <QDateTime>
#include <QJsonArray>
#include <QJsonObject>
#include <QObject>
#include <QQueue>

#include <functional>
#include <memory>

class OrgBianminServices1Interface;
class OrgBianminStaff1Interface;
class OrgBianminStock1Interface;

namespace kiosk::shell
{

/// kiosk-serviced as the shell sees it: cases, platform calls, the journal. Every method may fail with
/// deviceNotReady (serviced away), timeOut or the contract's errors. Thread: main.
class ServicesClient : public QObject
{
    Q_OBJECT
public:
    explicit ServicesClient(const QDBusConnection &bus, QObject *parent = nullptr);
    ~ServicesClient() override;

    /// Until kiosk-serviced is on the bus.
    [[nodiscard]] QCoro::Task<void> arrival()
    {
        return ipc::untilOnBus(m_bus, QString::fromLatin1(ipc::servicesName));
    }
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> health();
    [[nodiscard]] QCoro::Task<Result<QString>> beginCase(QString session, QString module, QString item);
    [[nodiscard]] QCoro::Task<Result<void>> setSubject(QString caseNumber, Payload subject);
    [[nodiscard]] QCoro::Task<Result<QString>> sendCode(QString caseNumber);
    [[nodiscard]] QCoro::Task<Result<QString>> verifyCode(QString caseNumber, Payload code);
    [[nodiscard]] QCoro::Task<Result<Payload>> call(QString caseNumber, QString operation, Payload arguments,
                                                    Milliseconds timeout);
    [[nodiscard]] QCoro::Task<Result<QString>> beginOperation(QString caseNumber, QString kind,
                                                              QString device, QJsonObject summary);
    [[nodiscard]] QCoro::Task<Result<void>> endOperation(QString operation, QString outcome, QString detail);
    [[nodiscard]] QCoro::Task<Result<void>> endCase(QString caseNumber, QString outcome, QString reason);
    /// What became of the case that a crash ended; empty when there is none to tell of.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> interrupted();
    [[nodiscard]] QCoro::Task<Result<void>> evaluate(QString caseNumber, Payload rating);
    /// How a run of a module ended: an empty reason for as it should, else a code of errors.yaml. Told
    /// again as a record is, but never twice.
    void moduleEnded(const QString &module, const QString &reason);
    /// [{"id", …}]
    [[nodiscard]] QCoro::Task<Result<QJsonArray>> stoppedModules();
    /// Answers the role. Errors: signInFailed, signInLocked.
    [[nodiscard]] QCoro::Task<Result<QString>> signIn(Payload credentials);
    /// As Stock1.List has it, its newest movements.
    [[nodiscard]] QCoro::Task<Result<QJsonObject>> stock();
    struct StockChange {
        QString what; ///< load, count, unload, void
        QString device;
        QString tray;
        QString first;
        QString last;
        QString reason; ///< why `first` is void: damaged, misprinted, jammed, lost, other
        QString by;
    };
    /// Errors: sequenceError (it does not fit to what is written down), invalidData.
    [[nodiscard]] QCoro::Task<Result<void>> changeStock(StockChange change);
    /// An audit record. Nobody waits for it. One that kiosk-serviced did not hear, because it was away or
    /// hung, is told again when it is back, with its own time in the detail, and those that came meanwhile
    /// follow: at most 1000, five times each, and not beyond the end of this process. It may be there twice.
    void record(const QString &what, const QString &subject, const QString &result,
                const QString &detail = {});

Q_SIGNALS:
    /// One was stopped or restored, or who keeps the record is back.
    void modulesChanged();

private:
    struct Report {
        /// `late`: when it should have been heard; empty of what is told for the first time.
        std::function<QDBusPendingCall(const QString &late)> report;
        bool once = false; ///< rather not at all than twice
        QDateTime at = {};
    };
    void tell(Report report);
    [[nodiscard]] static bool isUnheard(const Report &report, const Error &failure);
    QCoro::Task<void> untilHeard(Report report);
    void keep(Report report);
    QCoro::Task<void> tellAgain();

    QDBusConnection m_bus;
    QQueue<Report> m_unheard; ///< while kiosk-serviced is away, in their order
    std::unique_ptr<OrgBianminServices1Interface> m_proxy;
    std::unique_ptr<OrgBianminStaff1Interface> m_staff;
    std::unique_ptr<OrgBianminStock1Interface> m_stock;
};

} // namespace kiosk::shell
