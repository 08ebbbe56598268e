#include "citizen.h"

#include "automation_proxy.h"
#include "paper.h"
#include "services_proxy.h"
#include "shell_proxy.h"

#include <deploy/platform/silhouette.h>

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/ipc/bus.h>

#include <QDBusConnectionInterface>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QImage>
#include <QImageReader>
#include <QJsonArray>
#include <QJsonDocument>
#include <QProcess>
#include <QRegularExpression>
#include <QStorageInfo>
#include <QTimer>

#include <liboath/oath.h>

#include <array>
#include <csignal>
#include <ctime>

namespace kiosk::citizen
{

namespace
{

constexpr Milliseconds lookEvery{40};
constexpr int callTimeoutMs = 5000;
constexpr qint64 largestDisk = qint64(256) * 1024 * 1024; ///< that a scenario may fill
constexpr Milliseconds handPause{700};
constexpr Milliseconds keyShown{2000}; ///< by then a press of a key is seen
constexpr int mostPresses = 60;
constexpr int ringAt = 6; ///< px outside of what has the focus: in the middle of the ring's outer line

/// Lets events pass for a moment: the pace of looking again, never a measure of readiness.
void letEventsPass()
{
    QEventLoop loop;
    QTimer::singleShot(lookEvery, &loop, &QEventLoop::quit);
    loop.exec();
}

template <typename Reply> Status succeeded(Reply &&reply)
{
    reply.waitForFinished();
    if (reply.isError())
        return ipc::errorFrom(reply.error());
    return {};
}

/// Every value of `wanted` is in `found`, or of a list of words one; the first that differs, else empty.
QString difference(const QJsonObject &wanted, const QJsonObject &found)
{
    for (auto value = wanted.begin(); value != wanted.end(); ++value) {
        const bool oneOf = found[value.key()].isString() && value->toArray().contains(found[value.key()]);
        if (found[value.key()] != *value && !oneOf)
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

QString mostCommonColour(const QImage &picture, const QRect &place)
{
    QHash<QRgb, int> counts;
    const QRect seen = place & picture.rect();
    for (int y = seen.top(); y <= seen.bottom(); y += 2) {
        for (int x = seen.left(); x <= seen.right(); x += 2)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QString() : QColor(most.key()).name().toUpper();
}

/// Whether the yellow line of the focus is around a place, in the middle of at least two of its sides (a list
/// may clip the others).
bool hasRing(const QImage &picture, const QRect &place)
{
    const QRect ring = place.adjusted(-ringAt, -ringAt, ringAt - 1, ringAt - 1);
    const QPoint middle = ring.center();
    int seen = 0;
    for (const QPoint point : {QPoint(ring.left(), middle.y()), QPoint(ring.right(), middle.y()),
                               QPoint(middle.x(), ring.top()), QPoint(middle.x(), ring.bottom())}) {
        const QColor colour = picture.valid(point) ? picture.pixelColor(point) : QColor();
        if (colour.red() > 230 && colour.green() > 180 && colour.green() < 225 && colour.blue() < 90)
            ++seen;
    }
    return seen >= 2;
}

} // namespace

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
    const Deadline deadline = Deadline::in(within);
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
    // A quick second press of one thing is a slip of the hand, and ignored.
    QElapsedTimer &last = m_touched[name];
    while (last.isValid() && !last.hasExpired(handPause.count()))
        letEventsPass();
    last.start();
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
        const auto code = codeSent(within);
        if (!code)
            return code.error();
        digits = *code;
        if (what == u"wrong-code")
            digits[0] = digits[0] == u'9' ? u'0' : QChar(digits[0].unicode() + 1);
    }
    if (what == u"technician-code" || what == u"shown-code") {
        const auto code = what == u"shown-code" ? codeShown() : technicianCode();
        if (!code)
            return code.error();
        digits = *code;
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

Result<QString> Citizen::codeSent(Milliseconds within)
{
    const auto reply = hal::askEmulator(m_terminal.emulator(QStringLiteral("platform")),
                                        QJsonObject{{QStringLiteral("do"), QStringLiteral("last-code")}},
                                        Deadline::in(within));
    if (!reply)
        return reply.error();
    QString code = (*reply)[u"code"].toString();
    if (code.isEmpty())
        return fail(error::noRecord, QStringLiteral("no SMS code was sent"));
    m_codes.append(code);
    return code;
}

Status Citizen::pressKey(const QString &key)
{
    if (!m_keypad) {
        auto keypad = Keypad::open(m_terminal.display);
        if (!keypad)
            return keypad.error();
        m_keypad.emplace(std::move(*keypad));
    }
    return m_keypad->press(key);
}

Status Citizen::pressKeys(const QString &what, Milliseconds within)
{
    if (what != u"code")
        return pressKey(what);
    const auto code = codeSent(within);
    if (!code)
        return code.error();
    for (const QChar figure : *code)
        KIOSK_TRY(pressKey(figure));
    return {};
}

/// Presses the right arrow until the ring that shows the focus is around that thing: what somebody does who
/// sees the screen.
Status Citizen::focus(const QString &name, Milliseconds within)
{
    QRect place;
    KIOSK_TRY(waitFor(within, [&]() -> Status {
        const auto found = find(name);
        place = found ? *found : QRect();
        return found ? Status() : Status(found.error());
    }));
    for (int presses = 0; presses < mostPresses; ++presses) {
        const auto before = look();
        if (!before)
            return before.error();
        const auto found = find(name); // lists and parts of pages turn under the focus
        if (found && hasRing(*before, *found))
            return {};
        KIOSK_TRY(pressKey(QStringLiteral("Right")));
        (void)waitFor(keyShown, [&]() -> Status {
            const auto now = look();
            return now && *now != *before ? Status() : notYet(QStringLiteral("nothing moves"));
        });
    }
    return notYet(QStringLiteral("the focus does not come to '%1'").arg(name));
}

Status Citizen::checkLooks(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        const QString thing = wanted[u"thing"].toString();
        const auto place = find(thing);
        if (!place)
            return place.error();
        if (place->top() < wanted[u"below"].toInt())
            return notYet(QStringLiteral("'%1' is at %2").arg(thing).arg(place->top()));
        const auto picture = look();
        if (!picture)
            return picture.error();
        const QString ground = mostCommonColour(*picture, *place);
        if (wanted.contains(u"ground") && ground != wanted[u"ground"].toString())
            return notYet(QStringLiteral("'%1' is %2").arg(thing, ground));
        return {};
    });
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
    return m_album.keepsEverything() || m_screen.isEmpty() ? takePicture(page) : Status();
}

Result<QString> Citizen::texts()
{
    auto reply = m_automation->Texts();
    KIOSK_TRY(succeeded(reply));
    return reply.value();
}

Status Citizen::waitForText(const QString &text, bool there, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        const auto shown = texts();
        if (!shown)
            return shown.error();
        const bool found = withoutSpaces(*shown).contains(withoutSpaces(text));
        if (found == there)
            return {};
        return notYet(QStringLiteral("'%1' is %2 on the screen")
                          .arg(text, there ? QStringLiteral("not") : QStringLiteral("still")));
    });
}

Status Citizen::waitUntilGone(const QString &name, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        auto reply = m_automation->Find(name);
        KIOSK_TRY(succeeded(reply));
        return reply.argumentAt<0>() ? notYet(QStringLiteral("'%1' is still on the screen").arg(name))
                                     : Status();
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
    if (name.startsWith(u"emulator:")) {
        QFile file(m_terminal.runFolder + QStringLiteral("/terminal.json"));
        if (file.open(QIODevice::ReadOnly)) {
            for (const auto &service : QJsonDocument::fromJson(file.readAll())[u"services"].toArray()) {
                if (service[u"id"].toString() == QStringLiteral("emulator-") + name.mid(9))
                    return pid_t(service[u"pid"].toInt());
            }
        }
        return fail(error::noDevice, name);
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

Status Citizen::signalProcess(const QString &name, int signal, Milliseconds within)
{
    return waitFor(within, [&]() -> Status { // it may just be coming back
        const auto pid = processOf(name);
        if (!pid)
            return pid.error();
        if (*pid <= 1 || ::kill(*pid, signal) != 0)
            return fail(error::noDevice, QStringLiteral("no %1 runs").arg(name));
        return {};
    });
}

Status Citizen::simulate(QJsonObject request, Milliseconds within)
{
    const QString device = request.take(QStringLiteral("device")).toString();
    const QString socket = m_terminal.emulator(device);
    Status refused;
    const Status asked = waitFor(within, [&]() -> Status {
        const auto reply = hal::askEmulator(socket, request, Deadline::in(Milliseconds(callTimeoutMs)));
        if (!reply && (reply.error().code == error::noDevice || reply.error().code == error::protocolError))
            return reply.error(); // it may just be coming back
        refused = reply ? Status() : Status(reply.error());
        return {};
    });
    return asked ? refused : asked;
}

QString Citizen::filler(const QString &folder) const
{
    return (folder == u"log" ? m_terminal.logFolder() : m_terminal.stateFolder) + QStringLiteral("/filler");
}

Status Citizen::fillDisk(const QString &folder)
{
    QFile file(filler(folder));
    if (!file.open(QIODevice::WriteOnly | QIODevice::Append | QIODevice::Unbuffered))
        return fail(error::notEnoughSpace, file.errorString());
    if (QStorageInfo(file.fileName()).bytesTotal() > largestDisk)
        return fail(error::sequenceError, QStringLiteral("%1 is on no small disk").arg(file.fileName()));
    const QByteArray zeros(qsizetype(64) * 1024, '\0');
    while (file.write(zeros) > 0) {
    }
    return {};
}

Status Citizen::freeDisk(const QString &folder)
{
    if (!QFile::remove(filler(folder)))
        return fail(error::sequenceError, QStringLiteral("nothing was filled"));
    return {};
}

Status Citizen::callStaff(const QJsonObject &staff, Milliseconds within)
{
    const QStringList command = staff[u"command"].toString().split(u' ');
    return waitFor(within, [&]() -> Status {
        QProcess kioskctl;
        kioskctl.setProcessChannelMode(QProcess::MergedChannels);
        kioskctl.start(paths::program(QStringLiteral("kioskctl")),
                       QStringList{QStringLiteral("--run"), m_terminal.runFolder} + command);
        if (!kioskctl.waitForFinished(int(within.count())) || kioskctl.exitCode() != staff[u"exit"].toInt(0))
            return notYet(
                QStringLiteral("kioskctl %1: exit code %2").arg(command.join(u' ')).arg(kioskctl.exitCode()));
        const QString said = QString::fromUtf8(kioskctl.readAll());
        for (const auto &text : staff[u"text"].toArray()) {
            if (!said.contains(text.toString()))
                return notYet(QStringLiteral("kioskctl does not say '%1'").arg(text.toString()));
        }
        for (const auto &text : staff[u"no_text"].toArray()) {
            if (said.contains(text.toString()))
                return notYet(QStringLiteral("kioskctl says '%1'").arg(text.toString()));
        }
        return {};
    });
}

Status Citizen::enrol(const QJsonObject &person, Milliseconds within)
{
    QProcess kioskctl;
    kioskctl.start(paths::program(QStringLiteral("kioskctl")),
                   {QStringLiteral("--run"), m_terminal.runFolder, QStringLiteral("staff"),
                    QStringLiteral("add"), person[u"number"].toString(), QStringLiteral("--role"),
                    person[u"role"].toString(QStringLiteral("technician")), QStringLiteral("--json")});
    kioskctl.write(person[u"pin"].toString().toLatin1() + '\n');
    kioskctl.closeWriteChannel();
    if (!kioskctl.waitForFinished(int(within.count())) || kioskctl.exitCode() != 0)
        return fail(error::internalError, QStringLiteral("kioskctl staff add: ") +
                                              QString::fromUtf8(kioskctl.readAllStandardError()));
    m_secret = QJsonDocument::fromJson(kioskctl.readAllStandardOutput())[u"secret"].toString().toLatin1();
    return {};
}

Result<QString> Citizen::technicianCode() const
{
    char *secret = nullptr;
    size_t size = 0;
    if (m_secret.isEmpty() ||
        oath_base32_decode(m_secret.constData(), size_t(m_secret.size()), &secret, &size) != OATH_OK)
        return fail(error::sequenceError, QStringLiteral("no technician is enrolled"));
    std::array<char, 7> digits{};
    const int made = oath_totp_generate(secret, size, std::time(nullptr), OATH_TOTP_DEFAULT_TIME_STEP_SIZE,
                                        OATH_TOTP_DEFAULT_START_TIME, 6, digits.data());
    std::free(secret); // NOLINT(cppcoreguidelines-no-malloc): liboath's
    if (made != OATH_OK)
        return fail(error::internalError, QString::fromLatin1(oath_strerror(made)));
    return QString::fromLatin1(digits.data());
}

Result<QString> Citizen::codeShown()
{
    static const QRegularExpression code(QStringLiteral("动态码 ([0-9]{6})"));
    const auto seen = texts();
    if (!seen)
        return seen.error();
    const auto match = code.match(*seen);
    if (!match.hasMatch())
        return fail(error::noRecord, QStringLiteral("no code is on the screen"));
    return match.captured(1);
}

QStringList Citizen::printedFiles() const
{
    const QDir folder(m_terminal.simulatedFolder + QStringLiteral("/printed"));
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

Status Citizen::scanPrinted(const QString &scanner, Milliseconds within)
{
    const QStringList files = printedFiles();
    if (files.isEmpty())
        return fail(error::sequenceError, QStringLiteral("nothing was printed"));
    const auto paper = Paper::read(files.last());
    if (!paper)
        return paper.error();
    if (paper->codes.isEmpty())
        return fail(error::noBarcode, files.last());
    const QJsonObject shown{{QStringLiteral("device"), scanner},
                            {QStringLiteral("do"), QStringLiteral("show")},
                            {QStringLiteral("text"), paper->codes.first()}};
    return waitFor(within, [&] { return simulate(shown, Milliseconds(callTimeoutMs)); }); // once it looks
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

Status Citizen::checkDoctor(const QJsonObject &wanted, Milliseconds within)
{
    return waitFor(within, [&]() -> Status {
        QProcess doctor;
        doctor.start(paths::program(QStringLiteral("kioskctl")),
                     {QStringLiteral("--run"), m_terminal.runFolder, QStringLiteral("doctor"),
                      QStringLiteral("--json")});
        if (!doctor.waitForFinished())
            return fail(error::timeOut, QStringLiteral("kioskctl doctor does not end"));
        const auto report = QJsonDocument::fromJson(doctor.readAllStandardOutput());
        const QJsonArray checks = report[u"checks"].toArray();
        const auto fits = [&wanted](const QJsonValue &check) {
            for (auto value = wanted.begin(); value != wanted.end(); ++value) {
                if (!check[value.key()].toString().contains(value->toString()))
                    return false;
            }
            return true;
        };
        if (std::any_of(checks.begin(), checks.end(), fits))
            return {};
        return notYet(QStringLiteral("doctor says nothing like ") +
                      QString::fromUtf8(QJsonDocument(wanted).toJson(QJsonDocument::Compact)));
    });
}

Status Citizen::checkTraces(const QJsonObject &wanted, Milliseconds within)
{
    Traces traces;
    for (const auto &text : wanted[u"of"].toArray())
        traces.addText(text.toString());
    for (const QString &code : std::as_const(m_codes))
        traces.addCode(code);
    // The platform's picture of every man, and the block of a card's chip that holds one.
    const QByteArray picture = platform::silhouettePng(u"男");
    traces.addBytes(QStringLiteral("picture"), picture.mid(picture.size() / 2, 32));
    const QImage decoded = QImage::fromData(picture);
    constexpr int edgeOfTheHead = 100;
    constexpr int pixels = 64;
    traces.addBytes(QStringLiteral("picture, decoded"),
                    QByteArray(reinterpret_cast<const char *>(decoded.constScanLine(decoded.height() / 2) +
                                                              qsizetype(edgeOfTheHead) * 4),
                               qsizetype(pixels) * 4));
    traces.addBytes(QStringLiteral("photo of the card"), QByteArray("WLf\x7E").leftJustified(48, '\x5A'));
    const QJsonArray places = wanted[u"found_in"].toArray();
    return waitFor(within, [&]() -> Status {
        const auto found = traces.search(m_terminal);
        if (!found)
            return found.error();
        QStringList lines;
        for (const Traces::Trace &trace : *found)
            lines.append(trace.what + QStringLiteral(" in ") + trace.where);
        lines.removeDuplicates();
        for (const auto &place : places) {
            if (lines.filter(place.toString()).isEmpty())
                return notYet(QStringLiteral("nothing of the citizen is in %1; found: %2")
                                  .arg(place.toString(), lines.join(QStringLiteral("; "))));
        }
        if (!places.isEmpty() || lines.isEmpty())
            return {};
        return notYet(lines.join(QStringLiteral("; ")));
    });
}

} // namespace kiosk::citizen
