#pragma once

#include <kiosk/hal/terminal_configuration.h>
#include <kiosk/shell/case_runner.h>
#include <kiosk/shell/diagnostics/diagnostics.h>
#include <kiosk/shell/module_hosts.h>
#include <kiosk/shell/power_watch.h>
#include <kiosk/shell/staff_call.h>

#include <QDateTime>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>

namespace kiosk::shell
{

/// What is on the screen and what touching it does. QML binds to it and calls it; it holds no picture of its
/// own. Thread: main.
class Controller : public QObject
{
    Q_OBJECT
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QVariantMap pageData READ pageData NOTIFY pageDataChanged)
    Q_PROPERTY(QString overlay READ overlay NOTIFY overlayChanged)
    Q_PROPERTY(QVariantMap terminal READ terminal NOTIFY languageChanged)
    Q_PROPERTY(QDateTime now READ now NOTIFY nowChanged)
    Q_PROPERTY(bool identified READ identified NOTIFY subjectChanged)
    Q_PROPERTY(QString person READ person NOTIFY subjectChanged)
    Q_PROPERTY(QString level READ level NOTIFY subjectChanged)
    Q_PROPERTY(int remaining READ remaining NOTIFY remainingChanged)
    Q_PROPERTY(int warningTotal READ warningTotal NOTIFY remainingChanged)
    Q_PROPERTY(bool cardTaken READ cardTaken NOTIFY overlayChanged)
    Q_PROPERTY(QString itemName READ itemName NOTIFY itemChanged)
    Q_PROPERTY(QVariantList steps READ steps NOTIFY itemChanged)
    Q_PROPERTY(int step READ step NOTIFY stepChanged)
    Q_PROPERTY(bool printed READ printed NOTIFY pageDataChanged)
    Q_PROPERTY(bool cardInside READ cardInside NOTIFY overlayChanged)
    Q_PROPERTY(QString language READ language NOTIFY languageChanged)
    Q_PROPERTY(bool elder READ elder NOTIFY modesChanged)
    Q_PROPERTY(bool highContrast READ highContrast NOTIFY modesChanged)
    Q_PROPERTY(bool lowPosition READ lowPosition NOTIFY modesChanged)
    Q_PROPERTY(int volume READ volume NOTIFY modesChanged)
    Q_PROPERTY(QVariantList categories READ categories NOTIFY languageChanged)
    Q_PROPERTY(QVariantList hotItems READ hotItems NOTIFY offersChanged)
    Q_PROPERTY(QVariantList elderItems READ elderItems NOTIFY offersChanged)
    Q_PROPERTY(QVariantList elsewhere READ elsewhere NOTIFY languageChanged)
    Q_PROPERTY(QVariantList notices READ notices NOTIFY languageChanged)
    Q_PROPERTY(QObject *diagnostics READ diagnostics CONSTANT)
    /// A StaffCall.
    Q_PROPERTY(QObject *staffCall READ staffCall CONSTANT)
    /// The Wayland client whose surface may be seen; null while no module runs.
    Q_PROPERTY(QObject *moduleClient READ moduleClient NOTIFY moduleChanged)

public:
    Controller(const Clock &clock, hal::Terminal terminal, bool landscape, const Timeouts &timeouts,
               const ModuleBounds &bounds, Catalogue &catalogue, DevicesClient &devices,
               ServicesClient &services, const DeviceWords &words, const ScreenSoundRules &rules,
               QObject *parent = nullptr);
    ~Controller() override;

    /// Once the compositor exists: module hosts can be started.
    Q_INVOKABLE void attach(QObject *compositor);

    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] QVariantMap pageData() const { return m_pageData; }
    [[nodiscard]] QString overlay() const { return m_overlay; }
    [[nodiscard]] QVariantMap terminal() const;
    [[nodiscard]] QDateTime now() const { return m_now; }
    [[nodiscard]] bool identified() const { return !m_case.person().isEmpty(); }
    [[nodiscard]] QString person() const { return m_case.person(); }
    [[nodiscard]] QString level() const { return m_case.level(); }
    [[nodiscard]] int remaining() const { return m_remaining; }
    [[nodiscard]] int warningTotal() const;
    /// Why the warning is there: the card has been taken, nobody walked away yet.
    [[nodiscard]] bool cardTaken() const { return m_cardTaken; }
    [[nodiscard]] QString itemName() const;
    [[nodiscard]] QVariantList steps() const;
    [[nodiscard]] int step() const { return m_step; }
    [[nodiscard]] bool printed() const { return m_case.printed(); }
    [[nodiscard]] bool cardInside() const { return m_session.cardPresent(); }
    [[nodiscard]] QString language() const { return m_language; }
    [[nodiscard]] bool elder() const { return m_elder; }
    [[nodiscard]] bool highContrast() const { return m_highContrast; }
    [[nodiscard]] bool lowPosition() const { return m_lowPosition; }
    [[nodiscard]] int volume() const { return m_volume; }
    [[nodiscard]] QVariantList categories() const { return m_catalogue.categories(m_language); }
    [[nodiscard]] QVariantList hotItems() const { return m_catalogue.hotItems(m_language); }
    [[nodiscard]] QVariantList elderItems() const { return m_catalogue.elderItems(m_language); }
    [[nodiscard]] QVariantList elsewhere() const { return m_catalogue.elsewhere(m_language); }
    [[nodiscard]] QVariantList notices() const { return m_catalogue.notices(m_language); }
    [[nodiscard]] QObject *moduleClient() const;
    [[nodiscard]] QObject *diagnostics() { return &m_diagnostics; }
    [[nodiscard]] QObject *staffCall() { return &m_staffCall; }
    [[nodiscard]] const ModuleHosts &hosts() const { return m_hosts; }
    [[nodiscard]] const Session &session() const { return m_session; }
    [[nodiscard]] const Catalogue &catalogue() const { return m_catalogue; }
    [[nodiscard]] bool landscape() const { return m_landscape; }
    [[nodiscard]] double pixelsPerMillimetre() const;
    void onHole() { m_hosts.onHole(); }
    /// Before the compositor goes.
    void detach() { m_hosts.detach(); }
    /// Touches and keys of which this says so are none of the citizen's: theirs who train.
    void setAside(std::function<bool(const QEvent &)> aside) { m_aside = std::move(aside); }
    /// What the shell's own pages are scaled by; modules are told the same.
    void setUiScale(double scale) { m_uiScale = scale; }

    // Intents.
    Q_INVOKABLE void touched();
    /// A touch on the mark or the clock of the top bar, where a technician gets in.
    Q_INVOKABLE void knock(const QString &place);
    Q_INVOKABLE void start();
    Q_INVOKABLE void home();
    Q_INVOKABLE void back();
    Q_INVOKABLE void openSearch();
    Q_INVOKABLE QVariantList search(const QString &query) const;
    Q_INVOKABLE void chooseCategory(const QString &id);
    Q_INVOKABLE void chooseItem(const QString &code);
    Q_INVOKABLE void startItem();
    Q_INVOKABLE void open(const QString &overlay);
    Q_INVOKABLE void closeOverlay();
    Q_INVOKABLE void focusModule(bool forward);
    Q_INVOKABLE void requestExit();
    Q_INVOKABLE void confirmExit();
    Q_INVOKABLE void toggleElder();
    Q_INVOKABLE void toggleContrast();
    Q_INVOKABLE void toggleLow();
    Q_INVOKABLE void setVolume(int level);
    Q_INVOKABLE void setLanguage(const QString &language);
    Q_INVOKABLE void requestCode() { m_case.verify().requestCode(); }
    Q_INVOKABLE void enterCode(const QString &code) { m_case.verify().enterCode(code); }
    Q_INVOKABLE void chooseMethod(const QString &method) { m_case.verify().chooseMethod(method); }
    Q_INVOKABLE void answerFault(const QString &choice);
    Q_INVOKABLE void paperTaken() { m_case.take().paperTaken(); }
    Q_INVOKABLE void rate(const QVariantMap &rating) { m_case.evaluate().rate(rating); }
    Q_INVOKABLE void skipRating() { m_case.evaluate().skip(); }

Q_SIGNALS:
    void pageChanged();
    void pageDataChanged();
    void overlayChanged();
    void nowChanged();
    void subjectChanged();
    void remainingChanged();
    void itemChanged();
    void stepChanged();
    void languageChanged();
    void offersChanged(); ///< what the home page offers, and its words
    void modesChanged();
    void moduleChanged();
    /// The module's key focus went past its last (or before its first) item, or lies there in its surface.
    void moduleFocusLeft(bool forward);
    void moduleFocusMoved(int top, int height);
    /// The visit is over and its pages are about to go.
    void wiped();

protected:
    /// Of the window: every touch and key is a sign of life, whatever it hits.
    bool eventFilter(QObject *watched, QEvent *event) override;

private:
    void show(const QString &page, const QVariantMap &data = {});
    void update(const QVariantMap &data);
    void setStep(int step);
    void setOverlay(const QString &overlay);
    void tick();
    void countDown();
    /// The daemons may come after the first page is drawn; what a crash left behind is told before anything
    /// new.
    QCoro::Task<void> recover();
    /// Nothing is left to tell: whoever touches gets the home page, and who has touched already.
    void openDoors();
    /// Somebody looks around, and has begun nothing.
    [[nodiscard]] bool browsing() const;
    void wipeVisit();
    void showFailure(const Error &error, const QVariantList &done);
    void onModuleFailed(const Error &error);
    void onModuleStep(const QString &step);
    QCoro::Task<void> answer(quint64 request, QString step, Payload arguments);
    QCoro::Task<void> showGuide(QString code);
    void showPrecheck();
    QCoro::Task<void> launch();
    QCoro::Task<void> goBack();
    void endModule();
    void onFinished(const QString &outcome, const QString &error);
    QCoro::Task<void> refreshOffers();
    /// Which items the devices stand in the way of, now.
    void reviewItems();
    /// Does the terminal run on its battery? Then nothing is begun; what a citizen has begun goes on.
    void reviewPower();
    /// To a touch that comes before the daemons.
    void showStarting();
    /// What is shown while nobody is here.
    void showIdle();
    [[nodiscard]] QString environment() const;
    void tellEnvironment();

    const Clock &m_clock;
    hal::Terminal m_terminal;
    bool m_landscape;
    const Timeouts &m_timeouts;
    Catalogue &m_catalogue;
    DevicesClient &m_devices;
    ServicesClient &m_services;
    Session m_session;
    CaseRunner m_case;
    Diagnostics m_diagnostics;
    StaffCall m_staffCall;

    ModuleHosts m_hosts;

    std::chrono::steady_clock::time_point m_begun;
    QTimer m_ticker;
    QDateTime m_now;
    bool m_starting = true; ///< until it is known what a crash left behind
    bool m_touchedEarly = false;
    QString m_page = QStringLiteral("attract");
    QVariantMap m_pageData;
    QString m_overlay;
    int m_remaining = -1;
    bool m_cardTaken = false;
    QString m_item;
    std::function<bool(const QEvent &)> m_aside;
    double m_uiScale = 1;
    PowerWatch m_power;
    int m_step = -1;
    std::optional<Result<QJsonObject>> m_health; ///< the platform's, as of when the guide was opened
    QString m_module;                            ///< that runs, or ran last
    QString m_moduleFailure;                     ///< why the running module ended, a code of errors.yaml
    QString m_language = QStringLiteral("zh");
    bool m_elder = false;
    bool m_highContrast = false;
    bool m_lowPosition = false;
    int m_volume = 3;
};

} // namespace kiosk::shell
