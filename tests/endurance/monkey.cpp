// Touches and keys at random, at a terminal of its own: always a page of ours, nothing opens that should not,
// never stuck. The same seed does the same. tests/monkey runs it.
#include "seat.h"

#include <deploy/citizen/citizen.h>
#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/log.h>

#include <CLI/CLI.hpp>

#include <QElapsedTimer>
#include <QEventLoop>
#include <QFile>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTextStream>
#include <QTimer>

#include <random>

#include <X11/XF86keysym.h>
#include <X11/keysym.h>

using namespace kiosk;
using namespace kiosk::citizen;
using kiosk::endurance::Seat;

namespace
{

const QStringList pages{
    QStringLiteral("attract"),  QStringLiteral("home"),     QStringLiteral("search"),
    QStringLiteral("category"), QStringLiteral("guide"),    QStringLiteral("identify"),
    QStringLiteral("verify"),   QStringLiteral("waiting"),  QStringLiteral("module"),
    QStringLiteral("print"),    QStringLiteral("take"),     QStringLiteral("evaluate"),
    QStringLiteral("fault"),    QStringLiteral("farewell"), QStringLiteral("outOfService")};
/// Where a round starts: a part of the citizens' scenarios, or where the last one ended.
const QStringList places{QString(),
                         QString(),
                         QStringLiteral("at-identify"),
                         QStringLiteral("at-verify"),
                         QStringLiteral("at-form"),
                         QStringLiteral("at-result"),
                         QStringLiteral("at-take"),
                         QStringLiteral("at-evaluate")};
const QStringList cards{QStringLiteral("zhang"), QStringLiteral("li"), QStringLiteral("expired"),
                        QStringLiteral("hongkong")};
/// What a menu, a selection's handles or a file dialog would say.
const QStringList foreign{QStringLiteral("剪切"),  QStringLiteral("粘贴"), QStringLiteral("全选"),
                          QStringLiteral("Paste"), QStringLiteral("Undo"), QStringLiteral("Select All"),
                          QStringLiteral("Quit")};

constexpr quint32 modifiers[] = {XK_Control_L, XK_Alt_L, XK_Shift_L, XK_Super_L, XK_Meta_L};
/// Keys that do something somewhere: in a desktop, a browser, a window, a text.
constexpr quint32 keys[] = {XK_F1,
                            XK_F2,
                            XK_F3,
                            XK_F4,
                            XK_F5,
                            XK_F6,
                            XK_F7,
                            XK_F8,
                            XK_F9,
                            XK_F10,
                            XK_F11,
                            XK_F12,
                            XK_Print,
                            XK_Sys_Req,
                            XK_Pause,
                            XK_Scroll_Lock,
                            XK_Num_Lock,
                            XK_Caps_Lock,
                            XK_Super_L,
                            XK_Super_R,
                            XK_Menu,
                            XK_Multi_key,
                            XK_Escape,
                            XK_Tab,
                            XK_ISO_Left_Tab,
                            XK_Return,
                            XK_KP_Enter,
                            XK_space,
                            XK_BackSpace,
                            XK_Delete,
                            XK_Insert,
                            XK_Home,
                            XK_End,
                            XK_Prior,
                            XK_Next,
                            XK_Left,
                            XK_Right,
                            XK_Up,
                            XK_Down,
                            XK_Help,
                            XK_Cancel,
                            XK_Execute,
                            XK_Select,
                            XK_Undo,
                            XK_Redo,
                            XK_Find,
                            XF86XK_AudioMute,
                            XF86XK_AudioLowerVolume,
                            XF86XK_AudioRaiseVolume,
                            XF86XK_AudioPlay,
                            XF86XK_AudioStop,
                            XF86XK_AudioNext,
                            XF86XK_HomePage,
                            XF86XK_WWW,
                            XF86XK_Mail,
                            XF86XK_Search,
                            XF86XK_Calculator,
                            XF86XK_Explorer,
                            XF86XK_Back,
                            XF86XK_Forward,
                            XF86XK_Refresh,
                            XF86XK_Favorites,
                            XF86XK_PowerOff,
                            XF86XK_Sleep,
                            XF86XK_WakeUp,
                            XF86XK_Eject,
                            XF86XK_Copy,
                            XF86XK_Paste,
                            XF86XK_Cut,
                            XF86XK_Open,
                            XF86XK_Close,
                            XF86XK_Save,
                            XF86XK_New,
                            XF86XK_Terminal,
                            XF86XK_Display,
                            XF86XK_LogOff,
                            XF86XK_ScreenSaver,
                            XF86XK_MenuKB};
/// Each is tried in every round, whatever else is.
const QList<QList<quint32>> chords{
    {XK_Alt_L, XK_F4},
    {XK_Alt_L, XK_Tab},
    {XK_Alt_L, XK_Escape},
    {XK_Alt_L, XK_space},
    {XK_Alt_L, XK_F1},
    {XK_Alt_L, XK_F2},
    {XK_Alt_L, XK_Left},
    {XK_Alt_L, XK_Sys_Req, XK_b},
    {XK_Control_L, XK_q},
    {XK_Control_L, XK_w},
    {XK_Control_L, XK_n},
    {XK_Control_L, XK_t},
    {XK_Control_L, XK_o},
    {XK_Control_L, XK_p},
    {XK_Control_L, XK_s},
    {XK_Control_L, XK_a},
    {XK_Control_L, XK_c},
    {XK_Control_L, XK_v},
    {XK_Control_L, XK_x},
    {XK_Control_L, XK_z},
    {XK_Control_L, XK_r},
    {XK_Control_L, XK_l},
    {XK_Control_L, XK_F4},
    {XK_Control_L, XK_Escape},
    {XK_Control_L, XK_Tab},
    {XK_Control_L, XK_plus},
    {XK_Control_L, XK_minus},
    {XK_Control_L, XK_space},
    {XK_Control_L, XK_Shift_L, XK_i},
    {XK_Control_L, XK_Shift_L, XK_u},
    {XK_Control_L, XK_Shift_L, XK_Escape},
    {XK_Control_L, XK_Alt_L, XK_Delete},
    {XK_Control_L, XK_Alt_L, XK_BackSpace},
    {XK_Control_L, XK_Alt_L, XK_t},
    {XK_Control_L, XK_Alt_L, XK_F1},
    {XK_Control_L, XK_Alt_L, XK_F2},
    {XK_Control_L, XK_Alt_L, XK_F3},
    {XK_Control_L, XK_Alt_L, XK_F7},
    {XK_Shift_L, XK_Insert},
    {XK_Shift_L, XK_F10},
    {XK_Super_L, XK_d},
    {XK_Super_L, XK_e},
    {XK_Super_L, XK_l},
    {XK_Super_L, XK_r},
};

struct Options {
    double minutes = 10;
    unsigned seed = 1;
    int rounds = 0;
    std::string configuration = "devices.yaml";
    std::string orientation = "portrait";
    std::string out = "build/monkey";
};

constexpr int burstsOfARound = 25;
constexpr qint64 answersWithinMs = 3000;
constexpr Milliseconds backWithin{120'000}; ///< real time: a print may have to come out first

class Monkey
{
public:
    Monkey(const TerminalAddress &terminal, Album &album, Seat &seat, unsigned seed)
        : m_terminal(terminal), m_citizen(m_nothing, terminal, album), m_seat(seat), m_random(seed)
    {
    }

    Status begin()
    {
        KIOSK_TRY(perform(QStringLiteral("page"), QStringLiteral("attract"), 20s));
        m_windows = m_seat.windows();
        if (m_windows.size() != 1)
            return fail(error::internalError,
                        QStringLiteral("%1 windows at the start").arg(m_windows.size()));
        for (const char *name : {"shell", "deviced", "serviced"}) {
            const auto pid = m_citizen.processOf(QLatin1String(name));
            if (!pid)
                return pid.error();
            m_pids.insert(QLatin1String(name), *pid);
        }
        return {};
    }

    Status round()
    {
        if (const QString &place = places[below(places.size())]; !place.isEmpty())
            KIOSK_TRY(goTo(place));
        for (int i = 0; i < burstsOfARound; ++i) {
            m_story.append(QString());
            burst();
            KIOSK_TRY(check());
        }
        return walkAway();
    }

    void takePicture() { (void)m_citizen.takePicture(QStringLiteral("failed")); }
    [[nodiscard]] int bursts() const { return m_bursts; }
    [[nodiscard]] const QMap<QString, int> &seen() const { return m_seen; }
    /// What was done in the last bursts.
    [[nodiscard]] QString story() const { return m_story.mid(m_story.size() - 5).join(u'\n'); }

private:
    int below(qsizetype limit) { return int(m_random() % unsigned(limit)); }
    QPointF somewhere() { return {below(1001) / 1000.0, below(1001) / 1000.0}; }

    Status perform(const QString &action, const QJsonValue &argument, Milliseconds within = 10s)
    {
        return m_citizen.perform({action, argument, within});
    }

    void did(const QString &what) { m_story.last() += what + u' '; }

    /// The time that a gesture takes: part of what is done, not of waiting for its effect.
    static void hold(Milliseconds time)
    {
        QEventLoop loop;
        QTimer::singleShot(time, &loop, &QEventLoop::quit);
        loop.exec();
    }

    Status goTo(const QString &place)
    {
        const auto part = Scenario::loadPart(place);
        if (!part)
            return part.error();
        for (const Step &step : part->steps) {
            const Status done = m_citizen.perform(step);
            if (!done && usedUp())
                return {}; // as far as this citizen comes today
            if (!done)
                return fail(done.error().code,
                            place + QStringLiteral(": ") + step.description() + u' ' + done.error().detail);
        }
        return {};
    }

    /// Many rounds are more than a person may do of one thing in a day.
    bool usedUp()
    {
        const auto texts = m_citizen.texts();
        return texts && texts->contains(describe(error::dailyLimitReached).citizen);
    }

    void burst()
    {
        ++m_bursts;
        switch (below(14)) {
        case 0:
        case 1:
            for (int taps = 1 + below(5); taps > 0; --taps)
                tap(somewhere(), 40ms);
            break;
        case 2:
        case 3:
        case 4:
            tapSomething(below(8) == 0 ? 1200ms : 40ms);
            break;
        case 5:
            tap(somewhere(), 1200ms);
            break;
        case 6:
            drag({somewhere()}, {somewhere()});
            break;
        case 7: { // two to five fingers: pinches, swipes, a palm
            QList<QPointF> from;
            QList<QPointF> to;
            for (int fingers = 2 + below(4); fingers > 0; --fingers) {
                from << somewhere();
                to << somewhere();
            }
            drag(from, to);
            break;
        }
        case 8:
            for (int count = 1 + below(6); count > 0; --count)
                press({keys[below(std::size(keys))]}, below(2) == 0);
            break;
        case 9:
        case 10:
            for (int count = 0; count < 4; ++count)
                press(chords[m_chord++ % chords.size()], below(3) == 0);
            break;
        case 11: { // any key with any modifiers, and text
            QList<quint32> chord;
            for (int count = below(3); count > 0; --count)
                chord << modifiers[below(std::size(modifiers))];
            press(chord << quint32(XK_a + below(26)), below(2) == 0);
            break;
        }
        case 12:
            paste();
            break;
        default:
            world();
        }
    }

    void tap(QPointF where, Milliseconds time)
    {
        did(QStringLiteral("tap %1,%2 for %3 ms").arg(where.x()).arg(where.y()).arg(time.count()));
        m_citizen.fingers().press(where);
        hold(time);
        m_citizen.fingers().release();
        hold(20ms);
    }

    /// Something that can be read on the screen: the way deeper.
    void tapSomething(Milliseconds time)
    {
        const auto texts = m_citizen.texts();
        const QStringList lines = texts ? texts->split(u'\n', Qt::SkipEmptyParts) : QStringList();
        const auto choice = qsizetype(m_random());
        if (lines.isEmpty())
            return;
        const QString &name = lines[choice % lines.size()];
        const QSize screen = m_citizen.screen();
        if (const auto place = m_citizen.find(name)) {
            did(QStringLiteral("'%1':").arg(name));
            tap(QPointF(double(place->center().x()) / screen.width(),
                        double(place->center().y()) / screen.height()),
                time);
        }
    }

    void drag(const QList<QPointF> &from, const QList<QPointF> &to)
    {
        did(QStringLiteral("drag %1 finger(s)").arg(from.size()));
        QList<Finger> fingers;
        for (const QPointF &start : from)
            fingers.append({m_citizen.fingers().nextFinger(), start});
        constexpr int steps = 8;
        for (int step = 0; step <= steps; ++step) {
            for (qsizetype i = 0; i < fingers.size(); ++i)
                fingers[i].position = from[i] + (to[i] - from[i]) * (double(step) / steps);
            m_citizen.fingers().show(fingers);
            hold(15ms);
        }
        m_citizen.fingers().show({});
        hold(20ms);
    }

    void press(const QList<quint32> &chord, bool second)
    {
        did(QStringLiteral("keys"));
        for (const quint32 key : chord) {
            did(QString::number(key, 16));
            m_absent += m_seat.key(key, true, second) ? 0 : 1;
        }
        for (auto key = chord.rbegin(); key != chord.rend(); ++key)
            m_seat.key(*key, false, second);
    }

    /// The mouse, as somebody with a USB mouse would: the selection with the middle button, the menu with the
    /// right one.
    void paste()
    {
        const QSize screen = m_citizen.screen();
        const QPointF where = somewhere();
        const int button = 1 + below(5);
        did(QStringLiteral("mouse button %1").arg(button));
        m_seat.click(QPoint(int(where.x() * (screen.width() - 1)), int(where.y() * (screen.height() - 1))),
                     button);
        if (below(4) == 0) {
            did(QStringLiteral("close"));
            m_seat.askToClose(m_windows.first().id);
        }
    }

    void world()
    {
        switch (below(4)) {
        case 0:
            did(QStringLiteral("card in"));
            (void)perform(QStringLiteral("sim"),
                          QJsonObject{{QStringLiteral("device"), QStringLiteral("id-card")},
                                      {QStringLiteral("do"), QStringLiteral("insert")},
                                      {QStringLiteral("card"), cards[below(cards.size())]}});
            break;
        case 1:
            did(QStringLiteral("card out"));
            (void)removeCard();
            break;
        case 2: {
            const int seconds = 1 + below(45);
            did(QStringLiteral("%1 s pass").arg(seconds));
            (void)perform(QStringLiteral("pass_s"), seconds);
            break;
        }
        default:
            did(QStringLiteral("both keyboards"));
            m_seat.key(XK_Control_L, true, false);
            m_seat.key(XK_Alt_L, true, true);
            m_seat.key(XK_F4, true, true);
            m_seat.key(XK_F4, false, true);
            m_seat.key(XK_Alt_L, false, true);
            m_seat.key(XK_Control_L, false, false);
        }
    }

    Status removeCard()
    {
        return perform(QStringLiteral("sim"),
                       QJsonObject{{QStringLiteral("device"), QStringLiteral("id-card")},
                                   {QStringLiteral("do"), QStringLiteral("remove")}});
    }

    /// A page of ours, the one window of ours, the same processes, and an answer in time.
    Status check()
    {
        QElapsedTimer time;
        time.start();
        const auto state = m_citizen.shellState();
        if (!state)
            return state.error();
        const auto texts = m_citizen.texts();
        if (!texts)
            return texts.error();
        if (time.elapsed() > answersWithinMs)
            return fail(error::timeOut, QStringLiteral("it took %1 ms to answer").arg(time.elapsed()));
        const QString page = (*state)[u"page"].toString();
        ++m_seen[page];
        if (!pages.contains(page))
            return fail(error::internalError, QStringLiteral("the page is '%1'").arg(page));
        if (texts->trimmed().isEmpty())
            return fail(error::internalError, QStringLiteral("page '%1' shows nothing").arg(page));
        for (const QString &word : foreign) {
            if (texts->split(u'\n').contains(word))
                return fail(error::internalError, QStringLiteral("the screen says '%1'").arg(word));
        }
        if (const auto windows = m_seat.windows(); windows != m_windows)
            return fail(error::internalError,
                        QStringLiteral("%1 windows, or another one").arg(windows.size()));
        for (auto process = m_pids.begin(); process != m_pids.end(); ++process) {
            const auto pid = m_citizen.processOf(process.key());
            if (!pid || *pid != process.value())
                return fail(error::internalError, QStringLiteral("%1 is another one").arg(process.key()));
        }
        return {};
    }

    /// The citizen goes: from wherever it is, the terminal is idle again by itself, and serves the next one.
    Status walkAway()
    {
        m_story.append(QStringLiteral("walks away"));
        m_citizen.fingers().show({});
        for (const quint32 key : modifiers) {
            m_seat.key(key, false);
            m_seat.key(key, false, true);
        }
        const Deadline deadline = Deadline::in(backWithin);
        QJsonObject state;
        for (;;) {
            KIOSK_TRY(removeCard());
            const auto now = m_citizen.shellState();
            if (!now)
                return now.error();
            state = *now;
            if (state[u"page"].toString() == u"attract")
                break;
            if (deadline.passed())
                return fail(error::timeOut,
                            QStringLiteral("stuck: ") +
                                QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact)));
            KIOSK_TRY(perform(QStringLiteral("pass_s"), 20));
            hold(100ms);
        }
        if (!state[u"overlay"].toString().isEmpty() || state[u"elder"].toBool() ||
            state[u"language"].toString() != u"zh")
            return fail(error::internalError,
                        QStringLiteral("something stayed: ") +
                            QString::fromUtf8(QJsonDocument(state).toJson(QJsonDocument::Compact)));
        KIOSK_TRY(check());
        KIOSK_TRY(perform(QStringLiteral("touch_screen"), true));
        KIOSK_TRY(perform(QStringLiteral("page"), QStringLiteral("home")));
        KIOSK_TRY(perform(QStringLiteral("pass_s"), 65));
        return perform(QStringLiteral("page"), QStringLiteral("attract"));
    }

    const Scenario m_nothing{QStringLiteral("monkey")};
    TerminalAddress m_terminal;
    Citizen m_citizen;
    Seat &m_seat;
    std::mt19937 m_random; // the same everywhere, and so is % (the distributions are not)
    QList<endurance::Window> m_windows;
    QHash<QString, pid_t> m_pids;
    QMap<QString, int> m_seen;
    QStringList m_story;
    qsizetype m_chord = 0;
    int m_bursts = 0;
    int m_absent = 0;
};

bool run(const Options &options)
{
    QTextStream out(stdout);
    Album album(QString::fromStdString(options.out), Album::Keep::Failures);
    auto terminal = TerminalRun::start(
        {QFileInfo(QString::fromStdString(options.configuration)).absoluteFilePath(),
         QString::fromStdString(options.orientation), QStringLiteral("headless"), QString()});
    if (!terminal) {
        out << terminal.error().detail << Qt::endl;
        return false;
    }
    auto seat = Seat::open((*terminal)->address().display);
    if (!seat) {
        out << seat.error().detail << Qt::endl;
        return false;
    }
    const Status second = (*seat)->addKeyboard();
    out << "seed " << options.seed
        << ", second seat's keyboard: " << (second ? QStringLiteral("yes") : second.error().detail)
        << Qt::endl;

    Monkey monkey((*terminal)->address(), album, **seat, options.seed);
    Status status = monkey.begin();
    int rounds = 0;
    const Deadline deadline = Deadline::in(Milliseconds(qint64(options.minutes * 60'000)));
    while (status && (options.rounds > 0 ? rounds < options.rounds : !deadline.passed())) {
        status = monkey.round();
        ++rounds;
    }
    out << rounds << " rounds, " << monkey.bursts() << " bursts; pages seen:";
    for (auto page = monkey.seen().begin(); page != monkey.seen().end(); ++page)
        out << ' ' << page.key() << ' ' << page.value();
    out << Qt::endl;
    if (!status) {
        out << "FAILED in round " << rounds << ": " << status.error().detail << "\n"
            << monkey.story() << Qt::endl;
        (*terminal)->saveLogs(album.folder() + QStringLiteral("/log"));
        monkey.takePicture();
        out << "pictures and logs: " << album.folder() << Qt::endl;
    }
    return status.ok();
}

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    qunsetenv("QT_QPA_PLATFORM"); // the terminal has a screen
    installLog(QStringLiteral("monkey"));

    Options options;
    CLI::App app("Touches and keys at random. Exit code 0 only if always a page of the terminal was there.");
    app.add_option("--minutes", options.minutes, "How long");
    app.add_option("--rounds", options.rounds, "So many rounds instead: the same from one run to the next");
    app.add_option("--seed", options.seed, "The same seed does the same");
    app.add_option("--orientation", options.orientation)->check(CLI::IsMember({"portrait", "landscape"}));
    app.add_option("--config", options.configuration, "devices.yaml of the terminal");
    app.add_option("--out", options.out, "Folder of what is left of a failure");
    CLI11_PARSE(app, argc, argv);
    return run(options) ? 0 : 1;
}
