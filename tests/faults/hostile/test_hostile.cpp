// kiosk-hostile-host in place of kiosk-modulehost: each of its attacks ends with a name, and what is left
// goes on.
#define CATCH_CONFIG_RUNNER
#include <kiosk/core/module_package.h>
#include <kiosk/core/sealed_memory.h>
#include <kiosk/shell/module_hosts.h>
#include <kiosk/shell/portal.h>
#include <kiosk/shell/shared_memory_guard.h>

#include <catch2/catch.hpp>

#include <QDeadlineTimer>
#include <QDir>
#include <QElapsedTimer>
#include <QEventLoop>
#include <QGuiApplication>
#include <QJsonDocument>
#include <QLocalServer>
#include <QProcess>
#include <QQmlComponent>
#include <QQmlEngine>
#include <QTemporaryDir>
#include <QTimer>
#include <QWaylandCompositor>

#include <cerrno>
#include <fcntl.h>
#include <sys/prctl.h>
#include <sys/wait.h>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

constexpr Milliseconds within = 20s;
constexpr Milliseconds longestPause =
    1s; ///< that the loop may be kept from touches, on a machine that does much else
const QString abstractSocket = QStringLiteral("kiosk-hostile-test");

constexpr auto screen = R"(
import QtQuick
import QtQuick.Window
import QtWayland.Compositor
import QtWayland.Compositor.XdgShell

WaylandCompositor {
    useHardwareIntegrationExtension: false

    WaylandOutput { sizeFollowsWindow: true; window: window }
    XdgShell { onToplevelCreated: (toplevel, xdgSurface) => surfaces.append({"surface": xdgSurface}) }
    Window {
        id: window

        height: 400; visible: true; width: 400

        Repeater {
            model: surfaces

            ShellSurfaceItem {
                required property int index
                required property var model

                shellSurface: model.surface

                onSurfaceDestroyed: surfaces.remove(index)
            }
        }
    }
    ListModel { id: surfaces; dynamicRoles: true } // goes after the items that show it
}
)";

ModuleHosts *shown = nullptr;

/// A compositor, and one launch of the hostile host.
class Attacked
{
public:
    /// With the first host on its way.
    Attacked() : m_bounds(*ModuleBounds::load()), m_hosts(m_bounds)
    {
        QQmlComponent component(&m_engine);
        component.setData(screen, QUrl());
        m_compositor.reset(qobject_cast<QWaylandCompositor *>(component.create()));
        INFO(component.errorString().toStdString());
        REQUIRE(m_compositor);
        shown = &m_hosts;
        QObject::connect(&m_hosts, &ModuleHosts::stepEntered, &m_hosts,
                         [this](const QString &finding) { told.append(finding); });
        QObject::connect(&m_hosts, &ModuleHosts::refused, &m_hosts,
                         [this](const QString &call, const QString &why) {
                             refused.append(call + QStringLiteral(": ") + why);
                         });
        QObject::connect(&m_hosts, &ModuleHosts::exceeded, &m_hosts,
                         [this](const QString &excess) { exceeded.append(excess); });
        QObject::connect(&m_hosts, &ModuleHosts::finished, &m_hosts, [this] { ++finishes; });
        QObject::connect(&m_hosts, &ModuleHosts::activeFailed, &m_hosts,
                         [this](const Error &error) { failures.append(error); });
        m_hosts.attach(m_compositor.get());
    }
    explicit Attacked(const QString &attack, qint64 victim = 0) : Attacked()
    {
        m_hosts.setEnvironment(
            QStringLiteral(R"({"abstract_socket": "%1", "victim": %2})").arg(abstractSocket).arg(victim));
        REQUIRE(waitFor([this] { return m_hosts.isReserveReady(); }));
        const auto package = ModulePackage::open(qEnvironmentVariable("KIOSK_HOSTILE_PACKAGE"));
        REQUIRE(package);
        worstPause = 0ms;
        REQUIRE(m_hosts.prepare(*package, attack));
        REQUIRE(m_hosts.launch());
    }
    ~Attacked()
    {
        shown = nullptr;
        m_hosts.detach();
    }

    [[nodiscard]] bool ended() const { return !failures.isEmpty(); }
    [[nodiscard]] ModuleHosts &hosts() { return m_hosts; }

    /// Turns the loop, and notes how long it stood still.
    bool waitFor(const std::function<bool()> &condition)
    {
        QElapsedTimer time;
        time.start();
        while (!condition() && time.elapsed() < within.count()) {
            QElapsedTimer pause;
            pause.start();
            QEventLoop loop;
            QTimer::singleShot(5, &loop, &QEventLoop::quit);
            loop.exec();
            worstPause = std::max(worstPause, Milliseconds(pause.elapsed()));
        }
        return condition();
    }

    QStringList told;
    QStringList refused;
    QStringList exceeded;
    QList<Error> failures;
    int finishes = 0;
    Milliseconds worstPause{0};

private:
    ModuleBounds m_bounds;
    QQmlEngine m_engine;
    ModuleHosts m_hosts;
    std::unique_ptr<QWaylandCompositor> m_compositor;
};

} // namespace

TEST_CASE("hostile: the system refuses all that is not the module's", "[hostile]")
{
    QLocalServer outside; // of another network: what a sandbox must not reach
    outside.setSocketOptions(QLocalServer::AbstractNamespaceOption);
    REQUIRE(outside.listen(abstractSocket));
    const FileDescriptor inherited(::open("/dev/null", O_RDONLY)); // and left open for every new process
    QProcess victim;
    victim.start(QStringLiteral("cat"));
    REQUIRE(victim.waitForStarted());
    Attacked attacked(QStringLiteral("system"), victim.processId());
    REQUIRE(
        attacked.waitFor([&] { return attacked.ended() || attacked.told.join(u' ').contains(u"tried"); }));
    CHECK_FALSE(attacked.ended());
    INFO(attacked.told.join(QStringLiteral(", ")).toStdString());
    CHECK(attacked.told.size() == 1); // what worked is told of before
    CHECK(victim.state() == QProcess::Running);
    victim.closeWriteChannel();
    CHECK(victim.waitForFinished());
}

TEST_CASE("hostile: what it has no right to is refused, each time by name", "[hostile]")
{
    Attacked attacked(QStringLiteral("forbidden"));
    REQUIRE(attacked.waitFor(
        [&] { return attacked.ended() || attacked.told.contains(QStringLiteral("tried all")); }));
    CHECK_FALSE(attacked.ended());
    for (const QString &finding : std::as_const(attacked.told)) {
        INFO(finding.toStdString());
        CHECK_FALSE(finding.endsWith(u"worked"));
    }
    INFO(attacked.refused.join(u'\n').toStdString());
    for (const auto *what :
         {"pay: step", "api: platform operation 'huji/idcard.issue' is not granted",
          "device: read of id-card-reader is not left to modules",
          "device: print of document-printer is not left to modules", "device: still of camera is not",
          "identify: descriptor is not a sealed memory file", "identify: fields of",
          "print: print takes one document", "TakeResult: no result", "Finish: no outcome",
          "connect: a second connection"})
        CHECK_FALSE(attacked.refused.filter(QString::fromLatin1(what)).isEmpty());
    CHECK(attacked.finishes == 0);
}

TEST_CASE("hostile: what it wants too much of ends it, by name, and the loop goes on", "[hostile]")
{
    const auto [attack, excess] = GENERATE(table<const char *, const char *>({
        {"memory", "MiB of memory: "},
        {"log", "bytes of log: "},
        {"objects", "Wayland objects: "},
        {"windows", "windows: "},
        {"huge-pool", "bytes of a pool: "},
        {"growing-pool", "bytes of a pool: "},
        {"huge-buffer", "bytes of a buffer: "},
        {"cut-memory", "its shared memory was cut short"},
        {"requests", "Wayland requests in a second: "},
        {"calls", "portal calls in a second: "},
        {"unknown-calls", "portal calls in a second: "},
        {"insist", "refused calls: "},
    }));
    INFO(attack);
    Attacked attacked(QString::fromLatin1(attack));
    REQUIRE(attacked.waitFor([&] { return attacked.ended(); }));
    INFO(attacked.failures.first().detail.toStdString());
    CHECK(attacked.failures.first().code == error::moduleCrashed);
    REQUIRE(attacked.exceeded.size() == 1);
    CHECK(attacked.exceeded.first().startsWith(QLatin1String(excess)));
    CHECK(attacked.worstPause < longestPause);
    CHECK(attacked.refused.size() <= ModuleBounds::load()->refusals);
    CHECK(attacked.waitFor([&] { return attacked.hosts().isReserveReady(); })); // the next citizen's
    CHECK(attacked.failures.size() == 1);
}

TEST_CASE("hostile: it has no more threads than it may", "[hostile]")
{
    Attacked attacked(QStringLiteral("threads"));
    const int most = ModuleBounds::load()->threads;
    // The kernel gives no more, or the shell has seen more and ended it: the kernel does not count root's.
    REQUIRE(attacked.waitFor([&] {
        const QString told = attacked.told.value(0);
        return attacked.ended() || (!told.isEmpty() && told.mid(told.lastIndexOf(u' ')).toInt() <= most);
    }));
    INFO(attacked.told.join(QStringLiteral(", ")).toStdString());
    if (attacked.ended()) {
        REQUIRE(attacked.exceeded.size() == 1);
        CHECK(attacked.exceeded.first().startsWith(u"threads: "));
    }
    CHECK(attacked.waitFor([&] { return attacked.hosts().isReserveReady(); }));
}

TEST_CASE("hostile: nothing of a sandbox is left, whenever it is ended", "[hostile]")
{
    REQUIRE(::prctl(PR_SET_CHILD_SUBREAPER, 1) == 0); // whoever loses its parent is our child
    for (int turns = 0; turns < 20; ++turns) {
        INFO(turns);
        Attacked begun;
        // bwrap has just made the sandbox's first process, and has not furnished it yet.
        const auto begins = [&] {
            return begun.hosts().reserve() != nullptr && begun.hosts().reserve()->processId() != 0;
        };
        QDeadlineTimer giveUp(within);
        while (!begins() && !giveUp.hasExpired())
            QCoreApplication::processEvents();
        REQUIRE(begins());
        for (int i = 0; i < turns * turns; ++i)
            QCoreApplication::processEvents();
        begun.hosts().detach();
        REQUIRE(begun.waitFor([] { return ::waitpid(-1, nullptr, WNOHANG) < 0 && errno == ECHILD; }));
    }
    ::prctl(PR_SET_CHILD_SUBREAPER, 0);
}

TEST_CASE("hostile: who breaks a connection is gone with it", "[hostile]")
{
    const auto *attack = GENERATE("garbage", "huge-call");
    INFO(attack);
    Attacked attacked(QString::fromLatin1(attack));
    REQUIRE(attacked.waitFor([&] { return attacked.ended(); }));
    CHECK(attacked.failures.first().code == error::moduleCrashed);
    CHECK(attacked.hosts().active() == nullptr);
    CHECK(attacked.waitFor([&] { return attacked.hosts().isReserveReady(); }));
}

int main(int argc, char **argv)
{
    // An installation whose module host is the hostile one.
    QTemporaryDir folder(QStringLiteral("/tmp/kiosk-XXXXXX"));
    const QString build = qEnvironmentVariable("KIOSK_PREFIX");
    QDir(folder.path()).mkpath(QStringLiteral("bin"));
    QFile::link(build + QStringLiteral("/share"), folder.filePath(QStringLiteral("share")));
    QFile::link(build + QStringLiteral("/test-bin/kiosk-hostile-host"),
                folder.filePath(QStringLiteral("bin/kiosk-modulehost")));
    qputenv("KIOSK_PREFIX", folder.path().toLocal8Bit());
    qputenv("KIOSK_RUN", folder.path().toLocal8Bit());
    qputenv("XDG_RUNTIME_DIR", folder.path().toLocal8Bit());
    QGuiApplication application(argc, argv);
    guardSharedMemory([] {
        if (shown != nullptr)
            shown->onHole();
    });
    return Catch::Session().run(argc, argv);
}
