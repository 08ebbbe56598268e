#include "citizen.h"

#include "automation_proxy.h"
#include "citizen_calls.h"
#include "services_proxy.h"
#include "shell_proxy.h"

#include <kiosk/core/tests/late.h>

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTimer>

#include <csignal>

namespace kiosk::citizen
{

namespace
{

constexpr Milliseconds lookEvery{40};

} // namespace

void letEventsPass()
{
    QEventLoop loop;
    QTimer::singleShot(lookEvery, &loop, &QEventLoop::quit);
    loop.exec();
}

Album::Album(const QString &folder, Keep keep) : m_folder(QDir(folder).absolutePath()), m_keep(keep)
{
    for (const auto *part : {"screens", "printed"}) {
        QDir old(m_folder + u'/' + QLatin1String(part));
        old.removeRecursively(); // of an earlier run
        old.mkpath(QStringLiteral("."));
    }
}

QString Album::nextPicture(const QString &scenario, const QString &step)
{
    if (!keepsEverything())
        return m_folder + QStringLiteral("/screens/failed.png");
    return QStringLiteral("%1/screens/%2-%3-%4.png")
        .arg(m_folder)
        .arg(++m_pictures, 2, 10, QChar(u'0'))
        .arg(scenario, step);
}

QString Album::printed(const QString &scenario, int number) const
{
    return QStringLiteral("%1/printed/%2-%3.pdf").arg(m_folder, scenario).arg(number);
}

Citizen::Citizen(const Scenario &scenario, TerminalAddress terminal, Album &album)
    : m_scenario(scenario), m_terminal(std::move(terminal)), m_album(album),
      m_bus(QDBusConnection::connectToBus(m_terminal.busAddress, m_terminal.busAddress)),
      m_touch(m_terminal.touchPort)
{
    const QString shell = QString::fromLatin1(ipc::shellName);
    const QString shellPath = QString::fromLatin1(ipc::shellPath);
    m_automation = std::make_unique<OrgBianminAutomation1Interface>(
        shell, QStringLiteral("/org/bianmin/Automation"), m_bus);
    m_shell = std::make_unique<OrgBianminShell1Interface>(shell, shellPath, m_bus);
    m_services = std::make_unique<OrgBianminServices1Interface>(
        QString::fromLatin1(ipc::servicesName), QString::fromLatin1(ipc::servicesPath), m_bus);
    m_automation->setTimeout(callTimeoutMs);
    m_shell->setTimeout(callTimeoutMs);
    m_services->setTimeout(callTimeoutMs);
}

Citizen::~Citizen()
{
    QDBusConnection::disconnectFromBus(m_terminal.busAddress);
}

QJsonObject Citizen::run()
{
    QJsonArray steps;
    QString reason;
    QElapsedTimer whole;
    whole.start();
    for (const Step &step : m_scenario.steps) {
        QElapsedTimer time;
        time.start();
        m_picture.clear();
        const Status done = perform(step);
        QJsonObject entry{{QStringLiteral("step"), step.description()},
                          {QStringLiteral("ok"), done.ok()},
                          {QStringLiteral("ms"), time.elapsed()}};
        if (!m_picture.isEmpty())
            entry[QStringLiteral("screen")] = QDir(m_album.folder()).relativeFilePath(m_picture);
        if (!done) {
            reason = done.error().detail;
            entry[QStringLiteral("reason")] = reason;
        }
        steps.append(entry);
        if (!done)
            break;
    }
    m_touch.release();
    const QStringList printed = printedFiles();
    for (qsizetype i = 0; i < printed.size(); ++i)
        QFile::copy(printed[i], m_album.printed(m_scenario.name, int(i) + 1));
    QJsonObject result{
        {QStringLiteral("name"), m_scenario.name},
        {QStringLiteral("title"), m_scenario.title},
        {QStringLiteral("orientation"), m_scenario.orientation},
        {QStringLiteral("outcome"), reason.isEmpty() ? QStringLiteral("passed") : QStringLiteral("failed")},
        {QStringLiteral("start_ms"), qint64(m_terminal.startTime.count())},
        {QStringLiteral("ms"), whole.elapsed()},
        {QStringLiteral("printed"), printed.size()},
        {QStringLiteral("steps"), steps}};
    if (!reason.isEmpty()) {
        result[QStringLiteral("reason")] = reason;
        (void)takePicture(QStringLiteral("failed"));
    }
    return result;
}

Status Citizen::perform(const Step &asked)
{
    using Action = std::function<Status(Citizen &, const Step &)>;
    static constexpr auto byText = [](auto action) -> Action {
        return [action](Citizen &self, const Step &step) {
            return (self.*action)(step.argument.toString(), step.within);
        };
    };
    static constexpr auto byFields = [](auto action) -> Action {
        return [action](Citizen &self, const Step &step) {
            return (self.*action)(step.argument.toObject(), step.within);
        };
    };
    // Those of scenario.schema.yaml.
    static const QHash<QString, Action> actions{
        {QStringLiteral("page"), byText(&Citizen::waitForPage)},
        {QStringLiteral("text"),
         [](Citizen &self, const Step &step) {
             return self.waitForText(step.argument.toString(), true, step.within);
         }},
        {QStringLiteral("no_text"),
         [](Citizen &self, const Step &step) {
             return self.waitForText(step.argument.toString(), false, step.within);
         }},
        {QStringLiteral("touch"),
         [](Citizen &self, const Step &step) {
             return self.touch(step.argument.toString(), step.within, false);
         }},
        {QStringLiteral("press"),
         [](Citizen &self, const Step &step) {
             return self.touch(step.argument.toString(), step.within, true);
         }},
        {QStringLiteral("gone"), byText(&Citizen::waitUntilGone)},
        {QStringLiteral("touch_screen"),
         [](Citizen &self, const Step &) {
             return self.touchAt(QRectF({}, QSizeF(self.m_screen)).center(), false);
         }},
        {QStringLiteral("type"), byText(&Citizen::typeDigits)},
        {QStringLiteral("keys"), byText(&Citizen::typeKeys)},
        {QStringLiteral("key"), byText(&Citizen::pressKeys)},
        {QStringLiteral("focus"), byText(&Citizen::focus)},
        {QStringLiteral("looks"), byFields(&Citizen::checkLooks)},
        {QStringLiteral("shot"),
         [](Citizen &self, const Step &step) {
             return self.m_album.keepsEverything() ? self.takePicture(step.argument.toString()) : Status();
         }},
        {QStringLiteral("kill"),
         [](Citizen &self, const Step &step) {
             return self.signalProcess(step.argument.toString(), SIGKILL, step.within);
         }},
        {QStringLiteral("hang"),
         [](Citizen &self, const Step &step) {
             return self.signalProcess(step.argument.toString(), SIGSTOP, step.within);
         }},
        {QStringLiteral("pass_s"),
         [](Citizen &self, const Step &step) {
             return succeeded(self.m_automation->Advance(step.argument.toInt()));
         }},
        {QStringLiteral("jump_s"),
         [](Citizen &self, const Step &step) {
             return succeeded(self.m_automation->Jump(step.argument.toInt()));
         }},
        {QStringLiteral("fill"),
         [](Citizen &self, const Step &step) { return self.fillDisk(step.argument.toString()); }},
        {QStringLiteral("free"),
         [](Citizen &self, const Step &step) { return self.freeDisk(step.argument.toString()); }},
        {QStringLiteral("sim"), byFields(&Citizen::simulate)},
        {QStringLiteral("staff"), byFields(&Citizen::callStaff)},
        {QStringLiteral("enrol"), byFields(&Citizen::enrol)},
        {QStringLiteral("printed"), byFields(&Citizen::checkPrinted)},
        {QStringLiteral("scan_printed"), byText(&Citizen::scanPrinted)},
        {QStringLiteral("traces"), byFields(&Citizen::checkTraces)},
        {QStringLiteral("audit"), byFields(&Citizen::checkAudit)},
        {QStringLiteral("doctor"), byFields(&Citizen::checkDoctor)},
        {QStringLiteral("journal"), byFields(&Citizen::checkJournal)},
    };
    const auto action = actions.constFind(asked.action);
    if (action == actions.cend())
        return fail(error::unsupportedCommand, asked.action);
    // A press lasts while the next step looks.
    const bool wasHeld = m_touch.pressed();
    Status outcome = (*action)(*this, asked);
    if (wasHeld)
        m_touch.release();
    return outcome;
}

Status Citizen::waitFor(Milliseconds within, const Check &check)
{
    const Deadline deadline = Deadline::in(test::slowness * within);
    for (;;) {
        Status status = check();
        if (status || deadline.passed())
            return status;
        letEventsPass();
    }
}

Result<QJsonObject> Citizen::shellState()
{
    auto reply = m_shell->State();
    KIOSK_TRY(succeeded(reply));
    return QJsonDocument::fromJson(reply.value().toUtf8()).object();
}

Result<QImage> Citizen::look()
{
    const QString file = m_album.folder() + QStringLiteral("/look.bmp");
    auto reply = m_automation->Screenshot(file);
    KIOSK_TRY(succeeded(reply));
    QImage picture(file);
    QFile::remove(file);
    return picture;
}

Result<QString> Citizen::texts()
{
    auto reply = m_automation->Texts();
    KIOSK_TRY(succeeded(reply));
    return reply.value();
}

Status Citizen::takePicture(const QString &name)
{
    m_picture = m_album.nextPicture(m_scenario.name, name);
    auto reply = m_automation->Screenshot(m_picture);
    KIOSK_TRY(succeeded(reply));
    if (!reply.value())
        return fail(error::internalError, QStringLiteral("no picture of '%1'").arg(name));
    m_screen = QImageReader(m_picture).size();
    return {};
}

} // namespace kiosk::citizen
