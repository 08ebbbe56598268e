#pragma once

#include <kiosk/core/error_catalogue.h>
#include <kiosk/shell/catalogue.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/services_client.h>
#include <kiosk/shell/session.h>

#include <QObject>
#include <QTimer>
#include <QVariantMap>

#include <optional>

namespace kiosk::shell
{

/// One case of one citizen: the trusted steps (identify, verify, print, take, evaluate), taken on the shell's
/// own pages, and the way out. Who the citizen is stays here and in kiosk-serviced; a module gets the masked
/// name.
///
/// Every step is a coroutine that gives up as soon as the visit it belongs to is over. Thread: main.
class CaseRunner : public QObject
{
    Q_OBJECT
public:
    CaseRunner(const Clock &clock, const Timeouts &timeouts, Session &session, const Catalogue &catalogue,
               DevicesClient &devices, ServicesClient &services, QObject *parent = nullptr);

    [[nodiscard]] QCoro::Task<Result<void>> begin(QString item);
    /// A step that the module asked the portal for.
    [[nodiscard]] QCoro::Task<Result<Payload>> run(QString step, Payload arguments);
    /// Ends the case: cancels what runs, waits until the card is off the reader, writes the outcome down and
    /// says goodbye. Idempotent.
    QCoro::Task<void> leave(QString outcome, QString reason);
    /// Overwrites and forgets what is known of the citizen.
    void forget();

    [[nodiscard]] bool open() const { return !m_case.isEmpty(); }
    [[nodiscard]] bool leaving() const { return m_leaving; }
    [[nodiscard]] bool printing() const { return m_printing; }
    [[nodiscard]] bool printed() const { return m_printedPages > 0; }
    [[nodiscard]] QString item() const { return m_item; }
    [[nodiscard]] QString person() const { return m_person; }
    [[nodiscard]] QString level() const { return m_level; }
    void setLanguage(const QString &language) { m_language = language; }
    /// The module is gone while the shell prints: the rest of the way is the shell's alone.
    void moduleLost() { m_moduleLost = true; }

    // What the citizen does on the pages of these steps.
    void requestCode();
    void enterCode(const QString &code);
    void chooseMethod(const QString &method);
    void answerFault(const QString &choice);
    void paperTaken();
    void rate(const QVariantMap &rating);
    void skipRating();
    /// Once a second: countdowns and reminders of the step that is on the screen.
    void tick();

Q_SIGNALS:
    void pageShown(const QString &page, const QVariantMap &data);
    void pageUpdated(const QVariantMap &data);
    /// person, level: the session bar follows.
    void subjectChanged();
    /// Goodbye has been said; `outcome` is done | notDone | beingConfirmed.
    void finished(const QString &outcome);
    void answered();

private:
    [[nodiscard]] QCoro::Task<Result<Payload>> identify();
    [[nodiscard]] QCoro::Task<Result<Payload>> verify();
    [[nodiscard]] QCoro::Task<Result<Payload>> api(Payload arguments);
    [[nodiscard]] QCoro::Task<Result<Payload>> print(Payload arguments);
    [[nodiscard]] QCoro::Task<Result<Payload>> take(Payload arguments);
    [[nodiscard]] QCoro::Task<Result<Payload>> evaluate();
    [[nodiscard]] QCoro::Task<Result<int>> printOnce(Payload arguments);
    /// Until the printer is well again or the citizen chooses; the choice, empty when it is well.
    [[nodiscard]] QCoro::Task<QString> waitAtFault(Error failure, bool untilWell);
    [[nodiscard]] QCoro::Task<void> waitCardGone();
    QCoro::Task<void> sendCode();
    QCoro::Task<void> checkCode(QString code);
    void showFault(const Error &failure, bool canWait);
    [[nodiscard]] bool over(int visit) const { return visit != m_visit || m_leaving; }
    [[nodiscard]] QString said(const ErrorEntry &entry) const;
    [[nodiscard]] QString next(const ErrorEntry &entry) const;
    [[nodiscard]] QVariantList methods() const;
    [[nodiscard]] std::optional<Error> refusal(const QJsonObject &card) const;

    const Clock &m_clock;
    const Timeouts &m_timeouts;
    Session &m_session;
    const Catalogue &m_catalogue;
    DevicesClient &m_devices;
    ServicesClient &m_services;

    int m_visit = 0;
    bool m_leaving = false;
    bool m_moduleLost = false;
    QString m_language = QStringLiteral("zh");
    QString m_case;
    QString m_item;
    QString m_module;
    QString m_person; ///< masked
    QString m_level;
    CancelToken m_cancel;

    QString m_answer; ///< what was chosen on the page that waits
    QVariantMap m_rating;
    bool m_printing = false;
    bool m_printUnknown = false;
    QString m_printOperation;
    int m_printedPages = 0;
    bool m_paperTaken = false;
    std::chrono::steady_clock::time_point m_waitingSince;
    std::chrono::steady_clock::time_point m_takeSince;
    bool m_takingPaper = false;
    bool m_faultShown = false;
    std::optional<std::chrono::steady_clock::time_point> m_codeSent;
};

} // namespace kiosk::shell
