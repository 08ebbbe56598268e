#pragma once

#include <kiosk/shell/catalogue.h>
#include <kiosk/shell/devices_client.h>
#include <kiosk/shell/diagnostics/bundle_desk.h>
#include <kiosk/shell/diagnostics/device_book.h>
#include <kiosk/shell/diagnostics/device_row.h>
#include <kiosk/shell/diagnostics/knock.h>
#include <kiosk/shell/diagnostics/machine_plan.h>
#include <kiosk/shell/diagnostics/screen_desk.h>
#include <kiosk/shell/diagnostics/self_test.h>
#include <kiosk/shell/diagnostics/settings_desk.h>
#include <kiosk/shell/diagnostics/sound_desk.h>
#include <kiosk/shell/diagnostics/stock_desk.h>
#include <kiosk/shell/diagnostics/traffic_desk.h>
#include <kiosk/shell/services_client.h>
#include <kiosk/shell/session.h>

#include <QDateTime>
#include <QVariantList>

namespace kiosk::shell
{

/// The mode for technicians: who is signed in, what the pages show, and the next step of a remedy. While it
/// is open no citizen is served. QML binds to it and calls it. Thread: main.
class Diagnostics : public QObject
{
    Q_OBJECT
    /// Empty while it is closed; signIn, overview, device, stock, screen, bundle.
    Q_PROPERTY(QString page READ page NOTIFY pageChanged)
    Q_PROPERTY(QString number READ number NOTIFY pageChanged)
    Q_PROPERTY(QString role READ role NOTIFY pageChanged)
    /// Why the last attempt to sign in was refused.
    Q_PROPERTY(QString refusal READ refusal NOTIFY refusalChanged)
    Q_PROPERTY(bool waiting READ waiting NOTIFY refusalChanged)
    /// [{id, name, icon, driver, level: failed|attention|good, word, todo, code, detail, action, busy,
    /// since}], the worst first.
    Q_PROPERTY(QVariantList rows READ rows NOTIFY rowsChanged)
    /// Of the page device: its row, with affected: [name of an item], otherServes (another of its class does
    /// what these items need), restarts, test (SelfTest::of), identity: [{name, value}], and where:
    /// MachinePlan::of, of the device to put a hand to now.
    Q_PROPERTY(QVariantMap device READ device NOTIFY rowsChanged)
    /// What is kept of it (DeviceBook::pages); changes with its record only, not with each state of a device.
    Q_PROPERTY(QVariantMap book READ book NOTIFY bookChanged)
    /// [{at, device, name, word}], the newest first.
    Q_PROPERTY(QVariantList events READ events NOTIFY rowsChanged)
    /// Of the page device: a SettingsDesk.
    Q_PROPERTY(QObject *settings READ settings CONSTANT)
    /// Likewise a TrafficDesk.
    Q_PROPERTY(QObject *traffic READ traffic CONSTANT)
    /// Whether the person signed in may change the terminal into one for training.
    Q_PROPERTY(bool trainable READ trainable NOTIFY pageChanged)
    /// Null on a terminal without numbered blanks.
    Q_PROPERTY(QObject *stock READ stockPage CONSTANT)
    /// Of the page screen: a ScreenDesk and a SoundDesk.
    Q_PROPERTY(QObject *screen READ screenPage CONSTANT)
    Q_PROPERTY(QObject *sound READ soundPage CONSTANT)
    /// Of the page bundle: a BundleDesk.
    Q_PROPERTY(QObject *bundle READ bundlePage CONSTANT)

public:
    Diagnostics(const Clock &clock, const Timeouts &timeouts, DeviceWords words,
                const ScreenSoundRules &rules, const Catalogue &catalogue, DevicesClient &devices,
                ServicesClient &services, QObject *parent = nullptr);

    [[nodiscard]] QString page() const { return m_page; }
    [[nodiscard]] bool open() const { return !m_page.isEmpty(); }
    [[nodiscard]] QString number() const { return m_number; }
    [[nodiscard]] QString role() const { return m_role; }
    [[nodiscard]] QString refusal() const { return m_refusal; }
    [[nodiscard]] bool waiting() const { return m_waiting; }
    [[nodiscard]] QVariantList rows() const;
    [[nodiscard]] QVariantMap device() const;
    [[nodiscard]] QVariantMap book() const { return m_book.pages(); }
    [[nodiscard]] QVariantList events() const { return m_events; }
    [[nodiscard]] bool trainable() const { return m_role == u"supervisor" && !m_trainingRequest.isEmpty(); }
    /// The file whose existence asks for a training; empty where there is nobody to ask.
    void setTrainingRequest(const QString &file) { m_trainingRequest = file; }
    [[nodiscard]] QObject *settings() { return &m_settings; }
    [[nodiscard]] QObject *traffic() { return &m_traffic; }
    [[nodiscard]] QObject *stockPage() { return m_stock.any() ? &m_stock : nullptr; }
    [[nodiscard]] StockDesk &stock() { return m_stock; }
    [[nodiscard]] QObject *screenPage() { return &m_screen; }
    [[nodiscard]] ScreenDesk &screen() { return m_screen; }
    [[nodiscard]] QObject *soundPage() { return &m_sound; }
    [[nodiscard]] QObject *bundlePage() { return &m_bundle; }
    [[nodiscard]] SoundDesk &sound() { return m_sound; }
    [[nodiscard]] const DeviceWords &words() const { return m_words; }
    void setPlan(MachinePlan plan) { m_plan = std::move(plan); }

    /// A touch on the mark or the clock of the top bar; true with the last touch of the way in.
    [[nodiscard]] bool knock(const QString &place);
    void enter();
    void touched() { m_lastTouch = m_clock.monotonic(); }
    /// Once a second: whoever walked away is signed out.
    void tick();

    Q_INVOKABLE void signIn(const QString &number, const QString &pin, const QString &code);
    Q_INVOKABLE void leave();
    Q_INVOKABLE void show(const QString &device);
    Q_INVOKABLE void showStock();
    Q_INVOKABLE void showScreen();
    Q_INVOKABLE void showBundle();
    Q_INVOKABLE void back();
    /// The next step of the ladder: the device's own reset, then its process anew, then people.
    Q_INVOKABLE void mend(const QString &device);
    Q_INVOKABLE void test(const QString &device);
    Q_INVOKABLE void cancelTest() { m_test.cancel(); }
    /// Whether that was seen which the test asks for.
    Q_INVOKABLE void answerTest(bool seen) { m_test.answer(seen); }
    /// Asks for a training, which stops this terminal; supervisors only.
    Q_INVOKABLE void startTraining();
    /// A task of the maintenance of the device on the page was done.
    Q_INVOKABLE void maintained(const QString &task);

Q_SIGNALS:
    void pageChanged();
    void refusalChanged();
    void rowsChanged();
    void bookChanged();
    void closed();

private:
    struct Repair {
        int rung = 0; ///< steps tried since it failed
        bool busy = false;
        QString word; ///< last seen
        QDateTime since;
    };
    void goTo(const QString &page);
    void refuse(const QString &why, bool waiting);
    void look();
    void note(const QString &device, const QString &name, const QString &word);
    void keepRecords();
    [[nodiscard]] QJsonObject listed(const QString &device) const;
    [[nodiscard]] QVariantMap toMap(const QJsonObject &device) const;
    [[nodiscard]] QString action(const QJsonObject &device, const DeviceRow &row) const;
    QCoro::Task<void> trySignIn(QString number, Payload credentials);
    QCoro::Task<void> requestTraining(QString number);
    QCoro::Task<void> tryMend(QString device, int rung, QString number);

    const Clock &m_clock;
    const Timeouts &m_timeouts;
    const DeviceWords m_words;
    const Catalogue &m_catalogue;
    DevicesClient &m_devices;
    ServicesClient &m_services;
    SelfTest m_test;
    DeviceBook m_book;
    SettingsDesk m_settings;
    TrafficDesk m_traffic;
    StockDesk m_stock;
    ScreenDesk m_screen;
    SoundDesk m_sound;
    BundleDesk m_bundle;
    MachinePlan m_plan;
    Knock m_knock;
    QString m_page;
    QString m_number;
    QString m_role;
    QString m_trainingRequest;
    bool m_trainingAsked = false; ///< and not refused; kiosk-training ends this shell
    QString m_refusal;
    bool m_waiting = false;
    QString m_device;
    QHash<QString, Repair> m_repairs;
    QVariantList m_events;
    std::chrono::steady_clock::time_point m_lastTouch;
    std::chrono::steady_clock::time_point m_entered;
};

} // namespace kiosk::shell
