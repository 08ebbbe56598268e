#include "measurements.h"

#include "devices_proxy.h"
#include "processes.h"

#include <kiosk/core/cancel.h>
#include <kiosk/ipc/bus.h>

#include <QDateTime>
#include <QEventLoop>
#include <QJsonArray>
#include <QTimer>

#include <csignal>
#include <unistd.h>

namespace kiosk::bench
{

namespace
{

// What is looked at, of the upright screen. Bars with clock and countdown are outside.
constexpr QRect homeRegion(0, 130, 1080, 1620);
constexpr QRect pageRegion(24, 320, 1032, 560); ///< a guide's facts, a service's first words
constexpr QPoint nowhere(6, 900);               ///< nothing to press

constexpr Milliseconds drawnWithin{30'000};
constexpr Milliseconds stillFor{60};
constexpr Milliseconds settledFor{300};      ///< before a picture is taken that others are compared with
constexpr Milliseconds pressAgainAfter{500}; ///< Theme's doublePressIgnoreMs
constexpr Milliseconds restFor{1000};        ///< after a start, before memory and idle time are looked at

const QString item = QStringLiteral("item.HUJI-01");

double milliseconds(Instant from, Instant to)
{
    return std::chrono::duration<double, std::milli>(to - from).count();
}

int minutesPassed(const QDateTime &from)
{
    return int(QDateTime::currentSecsSinceEpoch() / 60 - from.toSecsSinceEpoch() / 60);
}

} // namespace

Measurements::Measurements(Ruler &ruler, Terminal &terminal, Browser *browser, QList<pid_t> simulators,
                           Counts counts)
    : m_ruler(ruler), m_terminal(terminal), m_browser(browser), m_simulators(std::move(simulators)),
      m_counts(counts)
{
}

Status Measurements::run()
{
    KIOSK_TRY(warmUpTerminal());
    if (m_browser != nullptr)
        KIOSK_TRY(warmUpBrowser());
    for (int round = 1; round <= m_counts.rounds; ++round) {
        KIOSK_TRY(terminalRound());
        if (round == m_counts.rounds) {
            KIOSK_TRY(measureIdle(Side::Ours));
            KIOSK_TRY(m_terminal.endVisit());
            KIOSK_TRY(measureAttract());
            KIOSK_TRY(measureConfirms());
        }
        KIOSK_TRY(crashes());
        m_terminal.stop();
        if (m_browser == nullptr)
            continue;
        KIOSK_TRY(browserRound());
        if (round == m_counts.rounds)
            KIOSK_TRY(measureIdle(Side::Peer));
        m_browser->stop();
    }
    return {};
}

/// Once through every page that is looked at, to know what it looks like; caches are warm then, on both
/// sides.
Status Measurements::warmUpTerminal()
{
    const auto started = m_terminal.start();
    if (!started)
        return started.error();
    KIOSK_TRY(m_terminal.waitUntilUp());
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("attract")));
    const auto place = [this](const char *name, QRect &result) -> Status {
        const auto found = m_terminal.find(QString::fromLatin1(name));
        if (!found)
            return found.error();
        result = *found;
        return m_ruler.waitForQuiet(settledFor, drawnWithin);
    };
    KIOSK_TRY(place("attract.button", m_wake));
    m_awake = m_ruler.picture(m_wake);
    KIOSK_TRY(toHome());
    KIOSK_TRY(place(item.toLatin1().constData(), m_tile));
    m_ours.home = m_ruler.picture(homeRegion);
    KIOSK_TRY(toGuide());
    KIOSK_TRY(place("guide.start", m_start));
    KIOSK_TRY(place("bar.back", m_back));
    KIOSK_TRY(tapOnTerminal(false));
    QRect agree;
    KIOSK_TRY(place("notice.agree", agree)); // the module has drawn
    m_ours.page = m_ruler.picture(pageRegion);
    const auto state = m_terminal.state();
    if (!state)
        return state.error();
    ::kill(pid_t((*state)[u"module_pid"].toInt()), SIGKILL);
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("fault")));
    KIOSK_TRY(place("fault.exit", m_leave));
    m_fault = m_ruler.picture(m_leave);
    m_terminal.stop();
    return {};
}

Status Measurements::warmUpBrowser()
{
    const Picture nothing = m_ruler.picture(homeRegion);
    const auto started = m_browser->start(QStringLiteral("home"));
    if (!started)
        return started.error();
    const auto rest = [this]() -> Status { return m_ruler.waitForQuiet(restFor, drawnWithin); };
    const auto drawn = m_ruler.waitForChange(homeRegion, nothing, drawnWithin);
    if (!drawn)
        return drawn.error();
    KIOSK_TRY(rest());
    m_peer.home = m_ruler.picture(homeRegion);
    m_ruler.aim(m_tile.center());
    m_ruler.tap();
    KIOSK_TRY(rest());
    if (m_ruler.picture(homeRegion) == m_peer.home)
        return fail(error::invalidData, QStringLiteral("the browser's tile is not where ours is"));
    m_peer.guide = m_ruler.picture(pageRegion);
    m_ruler.aim(m_start.center());
    m_ruler.tap();
    KIOSK_TRY(rest());
    m_peer.page = m_ruler.picture(pageRegion);
    if (m_peer.page == m_peer.guide)
        return fail(error::invalidData, QStringLiteral("the browser's button is not where ours is"));
    m_browser->stop();
    return {};
}

Status Measurements::terminalRound()
{
    KIOSK_TRY(startTerminal());
    KIOSK_TRY(measureMemory(Side::Ours));
    KIOSK_TRY(measurePresses(Side::Ours));
    for (int tap = 0; tap < m_counts.tapsPerRound; ++tap) {
        KIOSK_TRY(toGuide());
        KIOSK_TRY(tapOnTerminal(true));
        KIOSK_TRY(fromServiceToHome());
    }
    return {};
}

Status Measurements::browserRound()
{
    KIOSK_TRY(startBrowser());
    KIOSK_TRY(measureMemory(Side::Peer));
    KIOSK_TRY(measurePresses(Side::Peer));
    m_ruler.aim(m_tile.center());
    m_ruler.tap();
    for (int tap = 0; tap < m_counts.tapsPerRound; ++tap) {
        KIOSK_TRY(tapOnBrowser());
        m_ruler.aim(m_back.center());
        m_ruler.tap();
    }
    // For the idle time: home again, by the guide's way back.
    KIOSK_TRY(m_ruler.waitForQuiet(restFor, drawnWithin));
    m_ruler.tap();
    const auto home = m_ruler.waitForPicture(homeRegion, m_peer.home, drawnWithin);
    return home ? Status() : home.error();
}

/// Ours shows its attract page first; the touch that a citizen wakes it with is in the figure.
Status Measurements::startTerminal()
{
    m_ruler.aim(m_wake.center());
    const auto started = m_terminal.start();
    if (!started)
        return started.error();
    const auto awake = m_ruler.waitForPicture(m_wake, m_awake, drawnWithin);
    if (!awake)
        return fail(error::timeOut, QStringLiteral("cold start: ") + awake.error().detail);
    m_ruler.tap();
    const auto home = m_ruler.waitForPicture(homeRegion, m_ours.home, drawnWithin);
    if (!home)
        return fail(error::timeOut, QStringLiteral("cold start, home page: ") + home.error().detail);
    add("cold-start", Side::Ours, milliseconds(*started, *home));
    return m_terminal.waitUntilUp();
}

Status Measurements::startBrowser()
{
    m_ruler.aim(nowhere);
    const auto started = m_browser->start(QStringLiteral("home"));
    if (!started)
        return started.error();
    const auto home = m_ruler.waitForPicture(homeRegion, m_peer.home, drawnWithin);
    if (!home)
        return fail(error::timeOut, QStringLiteral("the browser's cold start: ") + home.error().detail);
    add("cold-start", Side::Peer, milliseconds(*started, *home));
    return {};
}

Status Measurements::measureMemory(Side side)
{
    KIOSK_TRY(m_ruler.waitForQuiet(restFor, drawnWithin));
    const auto memory = memoryOf(processes());
    if (!memory) {
        m_samples[QStringLiteral("memory")].note = memory.error().detail;
        return {};
    }
    add("memory", side, memory->megabytes);
    if (side == Side::Ours) {
        QStringList parts;
        for (const auto &[program, megabytes] : memory->each)
            parts.append(QStringLiteral("%1 %2").arg(program).arg(megabytes, 0, 'f', 1));
        m_samples[QStringLiteral("memory")].note = parts.join(QStringLiteral(", "));
    }
    return {};
}

/// The finger leaves the tile before it is lifted, so that nothing is chosen.
Status Measurements::measurePresses(Side side)
{
    const QRect inside = m_tile.adjusted(12, 12, -12, -12);
    for (int press = 0; press < m_counts.pressesPerRound; ++press) {
        m_ruler.aim(m_tile.center());
        KIOSK_TRY(still());
        const Picture before = m_ruler.picture(inside);
        const Instant pressed = m_ruler.press();
        const auto seen = m_ruler.waitForChange(inside, before, drawnWithin);
        if (!seen)
            return fail(error::timeOut, QStringLiteral("a press: ") + seen.error().detail);
        add("press-to-frame", side, milliseconds(pressed, *seen));
        m_ruler.aim(nowhere);
        m_ruler.release();
        const auto gone = m_ruler.waitForPicture(inside, before, drawnWithin);
        if (!gone)
            return fail(error::timeOut, QStringLiteral("a press that went away: ") + gone.error().detail);
    }
    return {};
}

/// From the guide into the module, whose host waits in reserve.
Status Measurements::tapOnTerminal(bool measured)
{
    KIOSK_TRY(m_terminal.waitForReserve());
    m_ruler.aim(m_start.center());
    KIOSK_TRY(still());
    const Instant tapped = m_ruler.tap();
    if (!measured)
        return m_terminal.waitForState(
            [](const QJsonObject &state) {
                return state[u"module_pid"].toInt() > 0 && state[u"step"].toInt() >= 0 &&
                       state[u"page"].toString() == u"module";
            },
            QStringLiteral("a module's page"));
    const auto seen = m_ruler.waitForPicture(pageRegion, m_ours.page, drawnWithin);
    if (!seen)
        return fail(error::timeOut, QStringLiteral("a module's first frame: ") + seen.error().detail);
    add("tap-to-page", Side::Ours, milliseconds(tapped, *seen));
    return {};
}

Status Measurements::tapOnBrowser()
{
    const auto guide = m_ruler.waitForPicture(pageRegion, m_peer.guide, drawnWithin);
    if (!guide)
        return fail(error::timeOut, QStringLiteral("the browser's guide: ") + guide.error().detail);
    m_ruler.aim(m_start.center());
    KIOSK_TRY(still());
    const Instant tapped = m_ruler.tap();
    const auto seen = m_ruler.waitForPicture(pageRegion, m_peer.page, drawnWithin);
    if (!seen)
        return fail(error::timeOut, QStringLiteral("the browser's next page: ") + seen.error().detail);
    add("tap-to-page", Side::Peer, milliseconds(tapped, *seen));
    return {};
}

Status Measurements::toHome()
{
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("attract")));
    // Not on the button: it lies where the farewell page's was just pressed, and a window system takes two
    // presses of a mouse in one place for a double click.
    m_ruler.aim(QPoint(m_ruler.size().width() / 2, m_ruler.size().height() / 4));
    m_ruler.tap();
    return m_terminal.waitForPage(QStringLiteral("home"));
}

Status Measurements::toGuide()
{
    KIOSK_TRY(tapAt(item));
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("guide")));
    const auto ready = m_terminal.find(QStringLiteral("guide.start"));
    return ready ? Status() : ready.error();
}

/// The bar stays while pages come and go, and takes a second press of the same button within half a second
/// for a trembling hand's: on a machine with nothing else to do a whole visit of this citizen is shorter.
Status Measurements::fromServiceToHome()
{
    KIOSK_TRY(m_ruler.waitForQuiet(pressAgainAfter, drawnWithin));
    KIOSK_TRY(tapAt(QStringLiteral("bar.home")));
    KIOSK_TRY(tapAt(QStringLiteral("退出并清除")));
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("farewell")));
    KIOSK_TRY(tapAt(QStringLiteral("farewell.finish")));
    return toHome();
}

Status Measurements::measureIdle(Side side)
{
    m_ruler.aim(nowhere);
    if (side == Side::Ours)
        KIOSK_TRY(m_terminal.waitForReserve()); // the next module host, too: its start is not idleness
    KIOSK_TRY(m_ruler.waitForQuiet(restFor, drawnWithin));
    const QDateTime from = QDateTime::currentDateTime();
    const Idle idle = watchIdle();
    add("idle-frames", side, std::max(0, idle.frames - minutesPassed(from)));
    add("idle-processor", side, idle.processorPercent);
    if (side == Side::Ours)
        m_samples[QStringLiteral("idle-processor")].note = idle.note;
    return {};
}

Status Measurements::measureAttract()
{
    KIOSK_TRY(m_terminal.waitForReserve());
    KIOSK_TRY(m_ruler.waitForQuiet(restFor, drawnWithin));
    const Idle idle = watchIdle();
    add("attract-processor", Side::Ours, idle.processorPercent);
    m_samples[QStringLiteral("attract-processor")].note = idle.note;
    return {};
}

Measurements::Idle Measurements::watchIdle()
{
    const auto before = processorTimesOf(processes());
    const int frames = m_ruler.countFrames(m_counts.idle);
    const auto after = processorTimesOf(before.keys());
    Idle idle{frames, 0, {}};
    QList<QPair<double, QString>> each;
    for (auto process = after.begin(); process != after.end(); ++process) {
        const std::chrono::duration<double> used = process.value() - before[process.key()];
        const double percent = 100.0 * (used / m_counts.idle);
        idle.processorPercent += percent;
        each.append({percent, programOf(process.key())});
    }
    std::sort(each.rbegin(), each.rend());
    QStringList parts;
    for (const auto &[percent, program] : each)
        if (percent >= 0.005)
            parts.append(QStringLiteral("%1 %2").arg(program).arg(percent, 0, 'f', 2));
    idle.note = parts.join(QStringLiteral(", "));
    return idle;
}

/// From the touch on 确认打印 to kiosk-deviced's word that the spooler has the job: journal, document and
/// printer are in it.
Status Measurements::measureConfirms()
{
    OrgBianminDevices1Interface devices(QString::fromLatin1(ipc::devicesName),
                                        QString::fromLatin1(ipc::devicesPath), m_terminal.bus());
    for (int confirm = 0; confirm < m_counts.confirms; ++confirm) {
        KIOSK_TRY(m_terminal.play({QStringLiteral("at-result")}));
        const auto button = m_terminal.find(QStringLiteral("确认打印"));
        if (!button)
            return button.error();
        m_ruler.aim(button->center());
        KIOSK_TRY(still());
        QEventLoop loop;
        std::optional<Instant> accepted;
        const auto listening = QObject::connect(&devices, &OrgBianminDevices1Interface::Progress, &loop,
                                                [&](qulonglong, const QString &stage) {
                                                    if (stage != u"jobAccepted" || accepted)
                                                        return;
                                                    accepted = std::chrono::steady_clock::now();
                                                    loop.quit();
                                                });
        QTimer::singleShot(drawnWithin, &loop, &QEventLoop::quit);
        const Instant tapped = m_ruler.tap();
        loop.exec();
        QObject::disconnect(listening);
        if (!accepted)
            return fail(error::timeOut, QStringLiteral("no job was accepted"));
        add("confirm-to-accepted", Side::Ours, milliseconds(tapped, *accepted));
        KIOSK_TRY(m_terminal.play({QStringLiteral("leave")}));
    }
    return {};
}

/// One of each in a round: a program that ends again and again waits longer each time, on purpose.
Status Measurements::crashes()
{
    KIOSK_TRY(m_terminal.endVisit());
    KIOSK_TRY(crashModule());
    KIOSK_TRY(crashDeviceHost());
    return crashShell();
}

Status Measurements::crashModule()
{
    KIOSK_TRY(toHome());
    KIOSK_TRY(toGuide());
    KIOSK_TRY(tapOnTerminal(false));
    const auto state = m_terminal.state();
    if (!state)
        return state.error();
    m_ruler.aim(m_leave.center());
    KIOSK_TRY(still());
    const Instant crashed = std::chrono::steady_clock::now();
    ::kill(pid_t((*state)[u"module_pid"].toInt()), SIGKILL);
    const auto told = m_ruler.waitForPicture(m_leave, m_fault, drawnWithin);
    if (!told)
        return fail(error::timeOut, QStringLiteral("a crashed module: ") + told.error().detail);
    const Picture faultPage = m_ruler.picture(pageRegion); // the button, which looks pressed, is below
    m_ruler.tap();
    const auto left = m_ruler.waitForChange(pageRegion, faultPage, drawnWithin);
    if (!left)
        return fail(error::timeOut, QStringLiteral("after a crashed module: ") + left.error().detail);
    add("module-recovery", Side::Ours, milliseconds(crashed, *left));
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("farewell")));
    KIOSK_TRY(tapAt(QStringLiteral("farewell.finish")));
    KIOSK_TRY(m_terminal.waitForPage(QStringLiteral("attract")));
    return m_terminal.restoreModules();
}

Status Measurements::crashDeviceHost()
{
    const auto host = m_terminal.device(QStringLiteral("id-card"));
    const QList<pid_t> hosts = processTree(m_terminal.processOf(ipc::devicesName));
    const auto crashedHost = std::find_if(hosts.begin(), hosts.end(), [](pid_t process) {
        return argumentsOf(process).contains(QStringLiteral("id-card"));
    });
    if (crashedHost == hosts.end())
        return fail(error::noDevice, QStringLiteral("no device host of the card reader"));
    const Instant crashed = std::chrono::steady_clock::now();
    ::kill(*crashedHost, SIGKILL);
    const Deadline deadline = Deadline::in(drawnWithin);
    for (;;) {
        const QJsonObject now = m_terminal.device(QStringLiteral("id-card"));
        if (now[u"restarts"].toInt() > host[u"restarts"].toInt() && now[u"state"].toString() == u"online")
            break;
        if (deadline.passed())
            return fail(error::timeOut, QStringLiteral("the card reader does not come back"));
        ::usleep(2000);
    }
    add("device-host-recovery", Side::Ours, milliseconds(crashed, std::chrono::steady_clock::now()));
    return {};
}

Status Measurements::crashShell()
{
    KIOSK_TRY(toHome());
    m_ruler.aim(m_wake.center());
    KIOSK_TRY(still());
    const Instant crashed = std::chrono::steady_clock::now();
    ::kill(m_terminal.processOf(ipc::shellName), SIGKILL);
    const auto awake = m_ruler.waitForPicture(m_wake, m_awake, drawnWithin);
    if (!awake)
        return fail(error::timeOut, QStringLiteral("a crashed shell: ") + awake.error().detail);
    m_ruler.tap();
    const auto home = m_ruler.waitForPicture(homeRegion, m_ours.home, drawnWithin);
    if (!home)
        return fail(error::timeOut, QStringLiteral("after a crashed shell: ") + home.error().detail);
    add("shell-recovery", Side::Ours, milliseconds(crashed, *home));
    return {};
}

Status Measurements::tapAt(const QString &name)
{
    const auto place = m_terminal.find(name);
    if (!place)
        return place.error();
    m_ruler.aim(place->center());
    m_ruler.tap();
    return {};
}

QList<pid_t> Measurements::processes() const
{
    QList<pid_t> tree = processTree(::getpid(), m_simulators);
    tree.removeOne(::getpid());
    return tree;
}

void Measurements::add(const char *figure, Side side, double value)
{
    Samples &samples = m_samples[QString::fromLatin1(figure)];
    (side == Side::Ours ? samples.ours : samples.peer).append(value);
}

Status Measurements::still()
{
    return m_ruler.waitForQuiet(stillFor, drawnWithin);
}

} // namespace kiosk::bench
