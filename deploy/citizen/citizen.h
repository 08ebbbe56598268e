#pragma once

#include "keypad.h"
#include "scenario.h"
#include "terminal_run.h"
#include "touch.h"
#include "traces.h"

#include <kiosk/core/cancel.h>

#include <QDBusConnection>
#include <QElapsedTimer>
#include <QImage>
#include <QSize>

#include <functional>
#include <optional>

class OrgBianminAutomation1Interface;
class OrgBianminServices1Interface;
class OrgBianminShell1Interface;

namespace kiosk::citizen
{

/// Where pictures and printed pages of a whole run go; pictures are numbered through.
class Album
{
public:
    enum class Keep {
        Everything,
        Failures ///< the newest of them: for runs of many hours
    };
    explicit Album(const QString &folder, Keep keep = Keep::Everything);

    [[nodiscard]] QString nextPicture(const QString &scenario, const QString &step);
    [[nodiscard]] QString printed(const QString &scenario, int number) const;
    [[nodiscard]] const QString &folder() const { return m_folder; }
    [[nodiscard]] bool keepsEverything() const { return m_keep == Keep::Everything; }

private:
    QString m_folder;
    Keep m_keep;
    int m_pictures = 0;
};

/// Plays one scenario at a running terminal: looks through org.bianmin.Automation1, touches through TUIO,
/// lays down cards through the emulators, and reads paper and journal. Thread: main; run() spins the event
/// loop.
class Citizen
{
public:
    Citizen(const Scenario &scenario, TerminalAddress terminal, Album &album);
    ~Citizen();

    /// {"name", "title", "orientation", "outcome": passed | failed, "reason"?, "steps": […], "ms",
    /// "start_ms"}
    [[nodiscard]] QJsonObject run();

    // For those who have more in mind than a scenario.
    Status perform(const Step &asked);
    [[nodiscard]] Result<QJsonObject> shellState();
    [[nodiscard]] Result<QString> texts();
    /// Where the thing with this accessible name is on the screen, px. Errors: timeOut when nowhere.
    [[nodiscard]] Result<QRect> find(const QString &name);
    [[nodiscard]] Result<pid_t> processOf(const QString &name);
    Status takePicture(const QString &name);
    [[nodiscard]] QSize screen() const { return m_screen; }
    [[nodiscard]] Touch &fingers() { return m_touch; }

private:
    using Check = std::function<Status()>;

    Status waitFor(Milliseconds within, const Check &check);

    Status touch(const QString &name, Milliseconds within, bool hold);
    Status touchAt(QPointF pixels, bool hold);
    Status typeDigits(const QString &what, Milliseconds within);
    Status typeKeys(const QString &what, Milliseconds within);
    Status pressKeys(const QString &what, Milliseconds within);
    Status pressKey(const QString &key);
    Status focus(const QString &name, Milliseconds within);
    Status waitForPage(const QString &page, Milliseconds within);
    Status waitUntilGone(const QString &name, Milliseconds within);
    Status waitForText(const QString &text, bool there, Milliseconds within);
    Status checkLooks(const QJsonObject &wanted, Milliseconds within);
    Status signalProcess(const QString &name, int signal, Milliseconds within);
    Status simulate(QJsonObject request, Milliseconds within);
    Status fillDisk(const QString &folder);
    Status freeDisk(const QString &folder);
    Status callStaff(const QJsonObject &staff, Milliseconds within);
    Status enrol(const QJsonObject &person, Milliseconds within);
    Status checkPrinted(const QJsonObject &wanted, Milliseconds within);
    Status scanPrinted(const QString &scanner, Milliseconds within);
    Status checkJournal(const QJsonObject &wanted, Milliseconds within);
    Status checkAudit(const QJsonObject &wanted, Milliseconds within);
    Status checkTraces(const QJsonObject &wanted, Milliseconds within);
    Status checkDoctor(const QJsonObject &wanted, Milliseconds within);

    /// What the technician's code application shows now. Errors: sequenceError (nobody was enrolled).
    [[nodiscard]] Result<QString> technicianCode() const;
    /// What a training shows below the sign-in. Errors: noRecord (it does not).
    [[nodiscard]] Result<QString> codeShown();
    [[nodiscard]] Result<QString> codeSent(Milliseconds within);
    [[nodiscard]] Result<QImage> look();
    [[nodiscard]] QStringList printedFiles() const;
    [[nodiscard]] QString filler(const QString &folder) const;

    const Scenario &m_scenario;
    TerminalAddress m_terminal;
    Album &m_album;
    QDBusConnection m_bus;
    std::unique_ptr<OrgBianminAutomation1Interface> m_automation;
    std::unique_ptr<OrgBianminShell1Interface> m_shell;
    std::unique_ptr<OrgBianminServices1Interface> m_services;
    Touch m_touch;
    QHash<QString, QElapsedTimer> m_touched; ///< when, by name
    std::optional<Keypad> m_keypad;          ///< with the first key
    QSize m_screen;                          ///< px, from the first picture
    QString m_picture;
    QByteArray m_secret; ///< of the technician's codes, base 32
    QStringList m_codes; ///< that came by SMS
};

} // namespace kiosk::citizen
