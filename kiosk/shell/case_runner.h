#pragma once

#include <kiosk/shell/steps/evaluate_step.h>
#include <kiosk/shell/steps/identify_step.h>
#include <kiosk/shell/steps/print_step.h>
#include <kiosk/shell/steps/take_step.h>
#include <kiosk/shell/steps/verify_step.h>

#include <QHash>

namespace kiosk::shell
{

/// One case of one citizen, from its begin to the goodbye: which trusted steps there are, and the way out.
/// Who the citizen is stays in here and in kiosk-serviced; a module gets the masked name. Thread: main.
class CaseRunner : public QObject
{
    Q_OBJECT
public:
    CaseRunner(const Clock &clock, const Timeouts &timeouts, Session &session, const Catalogue &catalogue,
               DevicesClient &devices, ServicesClient &services, QObject *parent = nullptr);

    /// After a crash or a power cut: what became of the case that it ended, empty where there was none, and
    /// whether a card still lies there. To tell() is to give it back, and to say what became of the request.
    [[nodiscard]] QCoro::Task<QString> interrupted();
    [[nodiscard]] QCoro::Task<bool> cardLeft();
    [[nodiscard]] QCoro::Task<void> tell(QString outcome, bool card);
    [[nodiscard]] QCoro::Task<Result<void>> begin(QString item);
    /// A step that the module asked the portal for.
    [[nodiscard]] QCoro::Task<Result<Payload>> run(quint64 request, QString step, Payload arguments);
    /// The module gives up a request for a device. Of other steps it is the citizen who does.
    void cancel(quint64 request);
    /// Ends the case: cancels what runs, waits until the card is off the reader, writes the outcome down and
    /// says goodbye. Idempotent.
    QCoro::Task<void> leave(QString outcome, QString reason);
    /// Overwrites and forgets what is known of the citizen.
    void forget();

    [[nodiscard]] bool open() const { return !m_visit.caseNumber.isEmpty(); }
    [[nodiscard]] bool leaving() const { return m_visit.leaving; }
    [[nodiscard]] bool printing() const { return m_visit.printing; }
    /// On a page that the shell finishes with or without the module: print, take, rate.
    [[nodiscard]] bool finishing() const;
    [[nodiscard]] bool printed() const { return m_visit.paper.pages > 0; }
    [[nodiscard]] QString person() const { return m_visit.person; }
    [[nodiscard]] QString level() const { return m_visit.level; }
    void setLanguage(const QString &language) { m_visit.language = language; }
    /// The module is gone while the shell prints: the rest of the way is the shell's alone.
    void moduleLost();
    /// Once a second: countdowns and reminders of what is on the screen.
    void tick();

    // What citizens do on the pages.
    [[nodiscard]] VerifyStep &verify() { return m_verify; }
    [[nodiscard]] TakeStep &take() { return m_take; }
    [[nodiscard]] EvaluateStep &evaluate() { return m_evaluate; }
    [[nodiscard]] FaultPage &fault() { return m_fault; }

Q_SIGNALS:
    void pageShown(const QString &page, const QVariantMap &data);
    void pageUpdated(const QVariantMap &data);
    /// The citizen took the card away in the middle of it.
    void cardTaken();
    /// person, level: the session bar follows.
    void subjectChanged();
    /// Goodbye has been said; `outcome` is done | notDone | beingConfirmed.
    void finished(const QString &outcome);
    /// A request for a device has something to look at while it runs.
    void viewShown(quint64 request, const QDBusUnixFileDescriptor &view);

private:
    [[nodiscard]] QCoro::Task<Result<Payload>> api(Payload arguments);
    [[nodiscard]] QCoro::Task<Result<Payload>> device(quint64 request, Payload arguments);
    void cancelDevices();
    [[nodiscard]] QString goodbye(const QString &outcome) const;

    Visit m_visit;
    FaultPage m_fault{m_visit};
    CardWatch m_card{m_visit};
    IdentifyStep m_identify{m_visit, m_card, m_fault};
    VerifyStep m_verify{m_visit, m_fault};
    PrintStep m_print{m_visit, m_fault};
    TakeStep m_take{m_visit, m_card};
    EvaluateStep m_evaluate{m_visit};
    QHash<QString, Step *> m_steps;        ///< by the name that a flow uses
    QHash<quint64, CancelToken> m_devices; ///< requests for a device that run
    bool m_moduleLost = false;
};

} // namespace kiosk::shell
