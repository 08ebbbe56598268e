// Sessions by the thousand at one terminal, with citizens, ends and faults at random: afterwards every
// process is as big as before, and no descriptor, thread, file, print job or zombie is left over. tests/soak
// runs it.
#include "census.h"

#include <deploy/citizen/citizen.h>
#include <kiosk/core/log.h>

#include <CLI/CLI.hpp>

#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QJsonArray>
#include <QJsonDocument>
#include <QTextStream>
#include <QTimer>

#include <algorithm>
#include <random>

using namespace kiosk;
using namespace kiosk::citizen;
using kiosk::endurance::Census;
using kiosk::endurance::Figures;

namespace
{

/// How often each file of sessions/ comes up.
struct Kind {
    const char *name;
    int weight;
};
constexpr Kind kinds[] = {
    {"good", 6},           {"canceled", 3},      {"left-at-home", 2},     {"left-at-identify", 2},
    {"left-at-verify", 2}, {"left-at-form", 2},  {"left-at-result", 3},   {"card-pulled", 2},
    {"wrong-card", 2},     {"wrong-code", 2},    {"module-killed", 3},    {"paper-out", 1},
    {"print-failed", 2},   {"platform-down", 1}, {"platform-rubbish", 1}, {"reader-killed", 2},
    {"printer-killed", 1}};
const QString moduleKilled = QStringLiteral("module-killed");
const QStringList cards{QStringLiteral("zhang"), QStringLiteral("li"), QStringLiteral("ouyang")};

struct Options {
    int sessions = 1000;
    double minutes = 0; ///< 0: as long as it takes
    unsigned seed = 1;
    bool eachOnce = false;
    double memory = 1;
    std::string folder;
    std::string configuration = "devices.yaml";
    std::string out = "build/soak";
};

constexpr int window = 21;      ///< sessions whose median is compared: a single reading hangs on the moment
constexpr qint64 fewPages = 16; ///< KiB: over 900 sessions less than 19 bytes each
/// KiB, of Debian's dbus-daemon, which is not ours: 32 in 900 sessions (the pools of whoever connected and
/// left). What it keeps for us stands still: 20 match rules and 9 names at every moment of a terminal's life
/// (its own Debug.Stats).
constexpr qint64 busPages = 48;
constexpr Milliseconds restsWithin{30'000};

struct Session {
    QString kind;
    QString card;
    QString failure;
    qint64 milliseconds = 0;
};

class Soak
{
public:
    explicit Soak(const Options &options)
        : m_options(options), m_random(options.seed),
          m_album(QString::fromStdString(options.out), Album::Keep::Failures)
    {
    }

    Status start()
    {
        auto terminal =
            TerminalRun::start({QFileInfo(QString::fromStdString(m_options.configuration)).absoluteFilePath(),
                                QStringLiteral("portrait"), QStringLiteral("headless"), QString()});
        if (!terminal)
            return terminal.error();
        m_terminal = *std::move(terminal);
        return {};
    }

    void play()
    {
        QTextStream out(stdout);
        QElapsedTimer whole;
        whole.start();
        const auto over = [&] {
            return m_options.minutes > 0 && double(whole.elapsed()) > m_options.minutes * 60'000;
        };
        for (int i = 0; i < m_options.sessions && !over(); ++i) {
            Session session = choose(i);
            QElapsedTimer time;
            time.start();
            if (const Status status = play(session); !status) {
                session.failure = status.error().detail;
                out << i + 1 << ' ' << session.kind << " FAILED: " << session.failure << Qt::endl;
                m_terminal->saveLogs(m_album.folder() + QStringLiteral("/log"));
                recover();
            }
            session.milliseconds = time.elapsed();
            takePaper();
            m_sessions.append(session);
            m_censuses.append(atRest());
            if ((i + 1) % 50 == 0) {
                out << i + 1 << " sessions in " << whole.elapsed() / 1000 << " s" << Qt::endl;
                (void)report();
            }
        }
    }

    /// Writes report.json and prints the table. False where something was left over or failed.
    bool report()
    {
        const qsizetype taken = m_censuses.size();
        const qsizetype wide = std::min<qsizetype>(window, std::max<qsizetype>(1, taken / 3));
        // After the first hundred; of a short run after the first third.
        const qsizetype from = taken >= 300 ? 100 - wide / 2 : std::max<qsizetype>(0, taken / 3 - wide / 2);
        const QList<Census> first = m_censuses.mid(from, wide);
        const QList<Census> last = m_censuses.mid(taken - wide);
        QStringList wrong;
        QJsonObject processes;
        QString table = QStringLiteral("%1 %2 %3 %4 %5\n")
                            .arg(QStringLiteral("process"), -28)
                            .arg(QStringLiteral("PSS KiB"), 24)
                            .arg(QStringLiteral("private dirty KiB"), 24)
                            .arg(QStringLiteral("fds"), 10)
                            .arg(QStringLiteral("threads"), 10);
        for (auto process = last.last().processes.begin(); process != last.last().processes.end();
             ++process) {
            const QString &name = process.key();
            const qint64 pss[] = {middle(first, name, &Figures::proportional),
                                  middle(last, name, &Figures::proportional)};
            const qint64 dirty[] = {middle(first, name, &Figures::dirty),
                                    middle(last, name, &Figures::dirty)};
            const int descriptors[] = {least(first, name, &Figures::descriptors),
                                       least(last, name, &Figures::descriptors)};
            const int threads[] = {least(first, name, &Figures::threads),
                                   least(last, name, &Figures::threads)};
            table += QStringLiteral("%1 %2 %3 %4 %5\n")
                         .arg(name, -28)
                         .arg(change(pss), 24)
                         .arg(change(dirty), 24)
                         .arg(QStringLiteral("%1 %2").arg(descriptors[0]).arg(descriptors[1]), 10)
                         .arg(QStringLiteral("%1 %2").arg(threads[0]).arg(threads[1]), 10);
            processes[name] =
                QJsonObject{{QStringLiteral("pss"), QJsonArray{pss[0], pss[1]}},
                            {QStringLiteral("private_dirty"), QJsonArray{dirty[0], dirty[1]}},
                            {QStringLiteral("descriptors"), QJsonArray{descriptors[0], descriptors[1]}},
                            {QStringLiteral("threads"), QJsonArray{threads[0], threads[1]}}};
            // A module's processes are new for each session, so that nothing adds up in them, and wait for it
            // with one buffer of their window or two, as it came.
            const double percent = name.startsWith(u"shell/") ? 50 : m_options.memory;
            // A small process takes its memory in pages of 4 KiB: a few of them are no growth.
            const double allowed =
                std::max(double(dirty[0]) * percent / 100, double(name == u"bus" ? busPages : fewPages));
            // PSS is for people to see: it moves with all else that maps the same libraries.
            if (double(dirty[1] - dirty[0]) > allowed)
                wrong << QStringLiteral("%1: private dirty %2").arg(name, change(dirty));
            if (descriptors[1] > descriptors[0])
                wrong << QStringLiteral("%1: %2 descriptors, then %3")
                             .arg(name)
                             .arg(descriptors[0])
                             .arg(descriptors[1]);
            if (threads[1] > threads[0])
                wrong << QStringLiteral("%1: %2 threads, then %3").arg(name).arg(threads[0]).arg(threads[1]);
        }
        const auto leastOf = [](const QList<Census> &censuses, auto count) {
            int result = std::numeric_limits<int>::max();
            for (const Census &census : censuses)
                result = std::min(result, int(count(census)));
            return result;
        };
        if (const int zombies = leastOf(last, [](const Census &census) { return census.zombies; });
            zombies > 0)
            wrong << QStringLiteral("%1 zombies").arg(zombies);
        if (const int jobs = leastOf(last, [](const Census &census) { return census.jobs; }); jobs > 0)
            wrong << QStringLiteral("%1 print jobs").arg(jobs);
        for (const QString &file : last.last().files) {
            if (last.last().files.count(file) > first.last().files.count(file))
                wrong << QStringLiteral("new: %1").arg(file);
        }
        QJsonArray failures;
        QMap<QString, QList<qint64>> times;
        for (qsizetype i = 0; i < m_sessions.size(); ++i) {
            const Session &session = m_sessions[i];
            times[session.kind].append(session.milliseconds);
            if (!session.failure.isEmpty())
                failures.append(QJsonObject{{QStringLiteral("number"), i + 1},
                                            {QStringLiteral("kind"), session.kind},
                                            {QStringLiteral("card"), session.card},
                                            {QStringLiteral("reason"), session.failure}});
        }
        QJsonObject kindsPlayed;
        for (auto kind = times.begin(); kind != times.end(); ++kind)
            kindsPlayed[kind.key()] = QJsonObject{{QStringLiteral("sessions"), kind->size()},
                                                  {QStringLiteral("median_ms"), median(*kind)}};
        wrong.removeDuplicates();
        const bool ok = wrong.isEmpty() && failures.isEmpty();
        const QString compared = QStringLiteral("the middle of sessions %1 to %2 against that of %3 to %4")
                                     .arg(from + 1)
                                     .arg(from + wide)
                                     .arg(taken - wide + 1)
                                     .arg(taken);
        const QJsonObject report{{QStringLiteral("ok"), ok},
                                 {QStringLiteral("seed"), qint64(m_options.seed)},
                                 {QStringLiteral("sessions"), m_sessions.size()},
                                 {QStringLiteral("compared"), compared},
                                 {QStringLiteral("memory_percent"), m_options.memory},
                                 {QStringLiteral("wrong"), QJsonArray::fromStringList(wrong)},
                                 {QStringLiteral("failures"), failures},
                                 {QStringLiteral("kinds"), kindsPlayed},
                                 {QStringLiteral("processes"), processes}};
        QFile file(m_album.folder() + QStringLiteral("/report.json"));
        if (file.open(QIODevice::WriteOnly))
            file.write(QJsonDocument(report).toJson());
        QTextStream(stdout) << m_sessions.size() << " sessions, " << failures.size()
                            << " failed; compared: " << compared << '\n'
                            << table
                            << (wrong.isEmpty()
                                    ? QStringLiteral("nothing left over")
                                    : QStringLiteral("left over: ") + wrong.join(QStringLiteral("; ")))
                            << Qt::endl;
        return ok;
    }

private:
    Session choose(int number)
    {
        // Both are drawn in any case, so that a seed means the same sessions whatever is asked for.
        int total = 0;
        for (const Kind &kind : kinds)
            total += kind.weight;
        int drawn = int(m_random() % unsigned(total));
        const QString &card = cards[qsizetype(m_random() % unsigned(cards.size()))];
        if (m_options.eachOnce)
            return {QString::fromLatin1(kinds[size_t(number) % std::size(kinds)].name), card, {}, 0};
        const Kind *chosen = std::begin(kinds);
        while (drawn >= chosen->weight)
            drawn -= (chosen++)->weight;
        // Three runs of a module that fail, and none between them that ends well, would rightly take it away.
        if (moduleKilled == QLatin1String(chosen->name) && ++m_killed > 2)
            chosen = std::begin(kinds);
        if (chosen == std::begin(kinds))
            m_killed = 0;
        return {QString::fromLatin1(chosen->name), card, {}, 0};
    }

    Status play(const Session &session)
    {
        const auto scenario = Scenario::load(QString::fromStdString(m_options.folder) + u'/' + session.kind +
                                                 QStringLiteral(".yaml"),
                                             session.card);
        if (!scenario)
            return scenario.error();
        const QJsonObject result = Citizen(*scenario, m_terminal->address(), m_album).run();
        if (result[u"outcome"].toString() != u"passed")
            return fail(error::internalError, result[u"steps"].toArray().last()[u"step"].toString() +
                                                  QStringLiteral(": ") + result[u"reason"].toString());
        return {};
    }

    /// Back to a terminal that the next citizen finds idle, whatever went wrong.
    void recover()
    {
        const Scenario nothing{QStringLiteral("recover")};
        Citizen citizen(nothing, m_terminal->address(), m_album);
        const auto world = [&](const char *device, const char *what) {
            (void)citizen.perform(
                {QStringLiteral("sim"), QJsonObject{{QStringLiteral("device"), QString::fromLatin1(device)},
                                                    {QStringLiteral("do"), QString::fromLatin1(what)}}});
        };
        const Deadline deadline = Deadline::in(120s);
        while (!deadline.passed()) {
            world("a4", "clear");
            world("platform", "clear");
            world("id-card", "remove");
            const auto state = citizen.shellState();
            if (state && (*state)[u"page"].toString() == u"attract")
                return;
            (void)citizen.perform({QStringLiteral("pass_s"), 20});
        }
    }

    /// When nothing moves any more: attract, the reserve ready, the devices idle. Taken while the one who
    /// asks is still on the bus: when the bus has let go of him, nobody can tell.
    Census atRest()
    {
        const Scenario nothing{QStringLiteral("rest")};
        Citizen citizen(nothing, m_terminal->address(), m_album);
        const Deadline deadline = Deadline::in(restsWithin);
        while (true) {
            const auto state = citizen.shellState();
            Census census = Census::take(m_terminal->address());
            if (deadline.passed() || (state && (*state)[u"page"].toString() == u"attract" &&
                                      (*state)[u"reserve_ready"].toBool() && census.jobs == 0))
                return census;
            QEventLoop loop;
            QTimer::singleShot(100ms, &loop, &QEventLoop::quit);
            loop.exec();
        }
    }

    /// What was printed goes home with the citizen.
    void takePaper()
    {
        QDir printed(m_terminal->address().runFolder + QStringLiteral("/printed"));
        for (const QString &file : printed.entryList(QDir::Files))
            printed.remove(file);
    }

    static QString change(const qint64 (&values)[2])
    {
        return QStringLiteral("%1 %2 %3 %")
            .arg(values[0])
            .arg(values[1])
            .arg(values[0] == 0 ? 0.0 : 100.0 * double(values[1] - values[0]) / double(values[0]), 0, 'f', 1);
    }

    static qint64 median(QList<qint64> values)
    {
        std::sort(values.begin(), values.end());
        return values.isEmpty() ? 0 : values[values.size() / 2];
    }

    static qint64 middle(const QList<Census> &censuses, const QString &name, qint64 Figures::*figure)
    {
        QList<qint64> values;
        for (const Census &census : censuses)
            values.append(census.processes.value(name).*figure);
        return median(values);
    }

    static int least(const QList<Census> &censuses, const QString &name, int Figures::*figure)
    {
        int result = std::numeric_limits<int>::max();
        for (const Census &census : censuses) {
            if (census.processes.contains(name))
                result = std::min(result, census.processes.value(name).*figure);
        }
        return result;
    }

    Options m_options;
    std::mt19937 m_random; // the same everywhere
    Album m_album;
    std::unique_ptr<TerminalRun> m_terminal;
    QList<Session> m_sessions;
    int m_killed = 0; ///< modules, since one ended well
    QList<Census> m_censuses;
};

} // namespace

int main(int argc, char **argv)
{
    qputenv("QT_QPA_PLATFORM", "offscreen");
    QGuiApplication application(argc, argv);
    qunsetenv("QT_QPA_PLATFORM"); // the terminal has a screen
    installLog(QStringLiteral("soak"));

    Options options;
    CLI::App app(
        "Sessions by the thousand. Exit code 0 only if all went as they should and nothing was left over.");
    app.add_option("--sessions", options.sessions, "How many");
    app.add_option("--minutes", options.minutes, "No new session after so long");
    app.add_option("--seed", options.seed, "The same seed plays the same sessions");
    app.add_flag("--each-once", options.eachOnce, "One kind after the other instead of at random");
    app.add_option("--memory-percent", options.memory, "How much a process may have grown");
    app.add_option("--folder", options.folder, "Folder of the sessions")->required();
    app.add_option("--config", options.configuration, "devices.yaml of the terminal");
    app.add_option("--out", options.out, "Folder of report.json and what is left of failures");
    CLI11_PARSE(app, argc, argv);
    Soak soak(options);
    if (const Status started = soak.start(); !started) {
        QTextStream(stdout) << started.error().detail << Qt::endl;
        return 1;
    }
    soak.play();
    return soak.report() ? 0 : 1;
}
