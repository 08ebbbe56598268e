#include "citizen.h"

#include "automation_proxy.h"
#include "paper.h"
#include "services_proxy.h"
#include "shell_proxy.h"

#include <kiosk/hal/emulator_control.h>
#include <kiosk/ipc/bus.h>

#include <QDBusConnectionInterface>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QRegularExpression>
#include <QTimer>

#include <csignal>

namespace kiosk::citizen
{

namespace
{

constexpr Milliseconds lookEvery{40};
constexpr int callTimeoutMs = 5000;

/// Lets events pass for a moment: the pace of looking again, never a measure of readiness.
void letEventsPass()
{
    QEventLoop loop;
    QTimer::singleShot(lookEvery, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Reply> Status succeeded(Reply &reply)
{
    reply.waitForFinished();
    if (reply.isError())
        return ipc::errorFrom(reply.error());
    return {};
}

/// Every value of `wanted` is in `found`; the first that differs, else empty.
QString difference(const QJsonObject &wanted, const QJsonObject &found)
{
    for (auto value = wanted.begin(); value != wanted.end(); ++value) {
        if (found[value.key()] != *value)
            return QStringLiteral("%1 is %2, not %3")
                .arg(value.key(), found[value.key()].toVariant().toString(), value->toVariant().toString());
    }
    return {};
}

/// The child process that was started with this argument.
Result<pid_t> childOf(pid_t parent, const QString &argument)
{
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(parent));
    if (children.open(QIODevice::ReadOnly)) {
        for (const QByteArray &child : children.readAll().simplified().split(' ')) {
            QFile line(QStringLiteral("/proc/%1/cmdline").arg(QString::fromLatin1(child)));
            if (line.open(QIODevice::ReadOnly) && line.readAll().split('\0').contains(argument.toUtf8()))
                return pid_t(child.toInt());
        }
    }
    return fail(error::noDevice, QStringLiteral("no process of %1").arg(argument));
}

Error notYet(const QString &detail)
{
    return fail(error::timeOut, detail);
}

} // namespace

Album::Album(const QString &folder) : m_folder(QDir(folder).absolutePath())
{
    for (const auto *part : {"screens", "printed"}) {
        QDir old(m_folder + u'/' + QLatin1String(part));
        old.removeRecursively(); // of an earlier run
        old.mkpath(QStringLiteral("."));
    }
}

QString Album::nextPicture(const QString &scenario, const QString &step)
{
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

Status Citizen::perform(const Step &step)
{
    const QString text = step.argument.toString();
    const QJsonObject object = step.argument.toObject();
    // A press lasts while the next step looks.
    const bool wasHeld = m_touch.pressed();
    const auto done = [](QDBusPendingReply<> reply) { return succeeded(reply); };
    const Status outcome = [&]() -> Status {
        if (step.action == u"page")
            return waitForPage(text, step.within);
        if (step.action == u"text")
            return waitForText(text, true, step.within);
        if (step.action == u"no_text")
            return waitForText(text, false, step.within);
        if (step.action == u"touch")
            return touch(text, step.within, false);
        if (step.action == u"press")
            return touch(text, step.within, true);
        if (step.action == u"touch_screen")
            return touchAt(QPointF(m_screen.width() / 2.0, m_screen.height() / 2.0), false);
        if (step.action == u"type")
            return typeDigits(text, step.within);
        if (step.action == u"keys")
            return typeKeys(text, step.within);
        if (step.action == u"shot")
            return takePicture(text);
        if (step.action == u"kill")
            return signalProcess(text, SIGKILL);
        if (step.action == u"hang")
            return signalProcess(text, SIGSTOP);
        if (step.action == u"pass_s")
            return done(m_automation->Advance(step.argument.toInt()));
        if (step.action == u"jump_s")
            return done(m_automation->Jump(step.argument.toInt()));
        if (step.action == u"sim")
            return simulate(object);
        if (step.action == u"printed")
            return checkPrinted(object, step.within);
        if (step.action == u"audit")
            return checkAudit(object, step.within);
        return checkJournal(object, step.within);
    }();
    if (wasHeld)
        m_touch.release();
    return outcome;
}

Status Citizen::waitFor(Milliseconds within, const Check &check)
{
    const Deadline deadline = Deadline::in(within);
    for (;;) {
        const Status status = check();
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

Result<QRect> Citizen::find(const QString &name)
{
    auto reply = m_automation->Find(name);
    KIOSK_TRY(succeeded(reply));
    if (!reply.argumentAt<0>())
        return notYet(QStringLiteral("nothing on the screen is called '%1'").arg(name));
    return QRect(reply.argumentAt<1>(), reply.argumentAt<2>(), reply.argumentAt<3>(), reply.argumentAt<4>());
}

Status Citizen::touch(const QString &name, Milliseconds within, bool hold)
{
    QRect place;
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = find(name);
        if (!found)
            return found.error();
        const bool still = *found == place; // twice at the same place: nothing slides any more
        place = *found;
        return still ? Status() : notYet(QStringLiteral("'%1' does not stand still").arg(name));
    }));
    return touchAt(QRectF(place).center(), hold);
}

Status Citizen::touchAt(QPointF pixels, bool hold)
{
    if (m_screen.isEmpty())
        return fail(error::sequenceError,
                    QStringLiteral("no picture yet, so the screen's size is not known"));
    m_touch.press(QPointF(pixels.x() / m_screen.width(), pixels.y() / m_screen.height()));
    letEventsPass(); // as short as a finger gets
    if (!hold)
        m_touch.release();
    return {};
}

Status Citizen::typeDigits(const QString &what, Milliseconds within)
{
    QString digits = what;
    if (what == u"code" || what == u"wrong-code") {
        const auto reply = hal::askEmulator(m_terminal.emulatorFolder + QStringLiteral("/platform.sock"),
                                            QJsonObject{{QStringLiteral("do"), QStringLiteral("last-code")}},
                                            Deadline::in(within));
        if (!reply)
            return reply.error();
        digits = (*reply)[u"code"].toString();
        if (digits.isEmpty())
            return fail(error::noRecord, QStringLiteral("no SMS code was sent"));
        if (what == u"wrong-code")
            digits[0] = digits[0] == u'9' ? u'0' : QChar(digits[0].unicode() + 1);
    }
    for (const QChar digit : std::as_const(digits))
        KIOSK_TRY(touch(QStringLiteral("pad.") + digit, within, false));
    return {};
}

Status Citizen::typeKeys(const QString &what, Milliseconds within)
{
    for (const QChar key : what)
        KIOSK_TRY(touch(QStringLiteral("key.") + key, within, false));
    return {};
}

Status Citizen::waitForPage(const QString &page, Milliseconds within)
{
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto state = shellState();
        if (!state)
            return state.error();
        const QString shown = (*state)[u"page"].toString();
        return shown == page ? Status()
                             : notYet(QStringLiteral("the page is '%1', not '%2'").arg(shown, page));
    }));
    return takePicture(page);
}

Status Citizen::waitForText(const QString &text, bool there, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_automation->Texts();
        KIOSK_TRY(succeeded(reply));
        const bool found = withoutSpaces(reply.value()).contains(withoutSpaces(text));
        if (found == there)
            return {};
        return notYet(QStringLiteral("'%1' is %2 on the screen")
                          .arg(text, there ? QStringLiteral("not") : QStringLiteral("still")));
    });
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

Result<pid_t> Citizen::processOf(const QString &name)
{
    if (name == u"module" || name == u"reserve") {
        const auto state = shellState();
        if (!state)
            return state.error();
        return pid_t((*state)[name + QStringLiteral("_pid")].toInt());
    }
    static const QHash<QString, const char *> busNames{{QStringLiteral("shell"), ipc::shellName},
                                                       {QStringLiteral("deviced"), ipc::devicesName},
                                                       {QStringLiteral("serviced"), ipc::servicesName}};
    const bool host = name.startsWith(u"host:");
    const char *const service = busNames.value(host ? QStringLiteral("deviced") : name);
    const QDBusReply<uint> pid = m_bus.interface()->servicePid(QLatin1String(service));
    if (!pid.isValid())
        return ipc::errorFrom(pid.error());
    return host ? childOf(pid_t(pid.value()), name.mid(5)) : Result<pid_t>(pid_t(pid.value()));
}

Status Citizen::signalProcess(const QString &name, int signal)
{
    const auto pid = processOf(name);
    if (!pid)
        return pid.error();
    if (*pid <= 1 || ::kill(*pid, signal) != 0)
        return fail(error::noDevice, QStringLiteral("no %1 runs").arg(name));
    return {};
}

Status Citizen::simulate(QJsonObject request)
{
    const QString device = request.take(QStringLiteral("device")).toString();
    const auto reply = hal::askEmulator(m_terminal.emulatorFolder + QStringLiteral("/%1.sock").arg(device),
                                        request, Deadline::in(Milliseconds(callTimeoutMs)));
    if (!reply)
        return reply.error();
    return {};
}

QStringList Citizen::printedFiles() const
{
    const QDir folder(m_terminal.printedFolder);
    QStringList files;
    for (const auto &entry :
         folder.entryInfoList({QStringLiteral("*.pdf")}, QDir::Files, QDir::Time | QDir::Reversed))
        files.append(entry.filePath());
    return files;
}

Status Citizen::checkPrinted(const QJsonObject &wanted, Milliseconds within)
{
    const int count = wanted[u"count"].toInt(1);
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = printedFiles().size();
        return found == count
                   ? Status()
                   : notYet(QStringLiteral("%1 documents were printed, not %2").arg(found).arg(count));
    }));
    if (count == 0)
        return {};
    const auto paper = Paper::read(printedFiles().last());
    if (!paper)
        return paper.error();
    if (wanted.contains(u"pages") && wanted[u"pages"].toInt() != paper->pages)
        return notYet(QStringLiteral("it has %1 pages").arg(paper->pages));
    for (const auto &text : wanted[u"text"].toArray()) {
        if (!paper->text.contains(withoutSpaces(text.toString())))
            return notYet(QStringLiteral("'%1' is not on the paper").arg(text.toString()));
    }
    const QRegularExpression code(wanted[u"qr"].toString());
    if (wanted.contains(u"qr") && paper->codes.filter(code).isEmpty())
        return notYet(
            QStringLiteral("no QR code on the paper matches (%1 were read)").arg(paper->codes.size()));
    return {};
}

Status Citizen::checkJournal(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_services->Journal(QStringLiteral("{\"limit\": 1}"));
        KIOSK_TRY(succeeded(reply));
        const QJsonObject journal = QJsonDocument::fromJson(reply.value().toUtf8()).object();
        const QJsonObject found = journal[u"cases"][0].toObject();
        QJsonObject values = wanted;
        const QJsonObject operation = values.take(QStringLiteral("operation")).toObject();
        const QJsonArray operations = found[u"operations"].toArray();
        QString wrong = difference(values, found);
        if (wrong.isEmpty())
            wrong =
                difference(operation, operations.isEmpty() ? QJsonObject() : operations.last().toObject());
        return wrong.isEmpty() ? Status() : notYet(QStringLiteral("journal: ") + wrong);
    });
}

Status Citizen::checkAudit(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_services->Audit(QStringLiteral(R"({"limit": 1000, "verify": true})"));
        KIOSK_TRY(succeeded(reply));
        const QJsonObject audit = QJsonDocument::fromJson(reply.value().toUtf8()).object();
        if (audit[u"first_broken"].toInteger(-1) != 0)
            return notYet(QStringLiteral("audit: ") + audit[u"reason"].toString());
        for (const auto &text : wanted[u"no_text"].toArray()) {
            if (reply.value().contains(text.toString()))
                return notYet(QStringLiteral("audit: '%1' is in it").arg(text.toString()));
        }
        const QJsonArray entries = audit[u"entries"].toArray();
        for (const auto &values : wanted[u"has"].toArray()) {
            if (std::none_of(entries.begin(), entries.end(), [&](const QJsonValue &entry) {
                    return difference(values.toObject(), entry.toObject()).isEmpty();
                }))
                return notYet(
                    QStringLiteral("audit: no entry ") +
                    QString::fromUtf8(QJsonDocument(values.toObject()).toJson(QJsonDocument::Compact)));
        }
        return {};
    });
}

} // namespace kiosk::citizen
