#pragma once

#include "scenario.h"
#include "terminal_run.h"
#include "touch.h"

#include <kiosk/core/cancel.h>

#include <QDBusConnection>
#include <QSize>

#include <functional>

class OrgBianminAutomation1Interface;
class OrgBianminServices1Interface;
class OrgBianminShell1Interface;

namespace kiosk::citizen
{

/// Where pictures and printed pages of a whole run go; pictures are numbered through.
class Album
{
public:
    explicit Album(const QString &folder);

    [[nodiscard]] QString nextPicture(const QString &scenario, const QString &step);
    [[nodiscard]] QString printed(const QString &scenario, int number) const;
    [[nodiscard]] const QString &folder() const { return m_folder; }

private:
    QString m_folder;
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

private:
    using Check = std::function<Status()>;

    Status perform(const Step &step);
    Status waitFor(Milliseconds within, const Check &check);

    Status touch(const QString &name, Milliseconds within, bool hold);
    Status touchAt(QPointF pixels, bool hold);
    Status typeDigits(const QString &what, Milliseconds within);
    Status typeKeys(const QString &what, Milliseconds within);
    Status waitForPage(const QString &page, Milliseconds within);
    Status waitForText(const QString &text, bool there, Milliseconds within);
    Status takePicture(const QString &name);
    Status signalProcess(const QString &name, int signal);
    Status simulate(QJsonObject request);
    Status checkPrinted(const QJsonObject &wanted, Milliseconds within);
    Status checkJournal(const QJsonObject &wanted, Milliseconds within);
    Status checkAudit(const QJsonObject &wanted, Milliseconds within);

    [[nodiscard]] Result<QJsonObject> shellState();
    [[nodiscard]] Result<pid_t> processOf(const QString &name);
    [[nodiscard]] Result<QRect> find(const QString &name);
    [[nodiscard]] QStringList printedFiles() const;

    const Scenario &m_scenario;
    TerminalAddress m_terminal;
    Album &m_album;
    QDBusConnection m_bus;
    std::unique_ptr<OrgBianminAutomation1Interface> m_automation;
    std::unique_ptr<OrgBianminShell1Interface> m_shell;
    std::unique_ptr<OrgBianminServices1Interface> m_services;
    Touch m_touch;
    QSize m_screen; ///< px, from the first picture
    QString m_picture;
};

} // namespace kiosk::citizen
