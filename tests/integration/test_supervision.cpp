// A supervisor as systemd is one, in miniature: it hears READY, WATCHDOG and STOPPING, kills what falls
// silent and starts it again. What it asks of each daemon is what the units of deploy/systemd rely on.
#include <kiosk/core/cancel.h>
#include <kiosk/core/life_sign.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/ctl/notify_socket.h>

#include <QCoreApplication>
#include <QElapsedTimer>
#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

#include <csignal>
#include <list>

using namespace kiosk;

namespace
{

constexpr Milliseconds period = test::slowness * Milliseconds(2000);

bool waitFor(const std::function<bool()> &condition, Milliseconds timeout)
{
    const Deadline deadline = Deadline::in(timeout);
    while (!condition() && !deadline.passed())
        QCoreApplication::processEvents(QEventLoop::WaitForMoreEvents, 20);
    return condition();
}

/// One daemon and its notify socket.
class Supervised
{
public:
    Supervised(const QString &folder, const QString &program, QStringList arguments,
               QProcessEnvironment environment)
        : m_name(program), m_arguments(std::move(arguments))
    {
        const QString path = folder + QStringLiteral("/notify-") + program;
        auto socket = ctl::NotifySocket::create(path, [this](const QByteArray &said) { heard(said); });
        REQUIRE(socket);
        m_socket = *std::move(socket);
        environment.insert(QStringLiteral("NOTIFY_SOCKET"), path);
        environment.insert(QStringLiteral("WATCHDOG_USEC"),
                           QString::number(std::chrono::microseconds(period).count()));
        process.setProcessEnvironment(environment);
        process.setProcessChannelMode(QProcess::ForwardedChannels);
        start();
    }

    void start()
    {
        ready = false;
        process.start(paths::program(m_name), m_arguments);
    }
    /// WatchdogSec=: a daemon that was silent for a period is killed.
    void killTheSilent()
    {
        if (ready && m_silence.isValid() && m_silence.hasExpired(period.count())) {
            m_silence.invalidate();
            process.kill();
        }
    }

    QProcess process;
    bool ready = false;
    bool stopping = false;
    int signs = 0;
    qint64 longestSilence = 0;

private:
    void heard(const QByteArray &said)
    {
        ready = ready || said == "READY=1";
        stopping = stopping || said == "STOPPING=1";
        if (said != "WATCHDOG=1")
            return;
        if (++signs > 1)
            longestSilence = std::max(longestSilence, m_silence.elapsed());
        m_silence.start();
    }

    QString m_name;
    QStringList m_arguments;
    std::unique_ptr<ctl::NotifySocket> m_socket;
    QElapsedTimer m_silence;
};

} // namespace

TEST_CASE("a daemon that hangs falls silent, is killed, and is back within two periods")
{
    const QTemporaryDir folder(QStringLiteral("/tmp/kiosk-XXXXXX"));
    const QString config = folder.filePath(QStringLiteral("devices.yaml"));
    QFile file(config);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("terminal: {id: \"990000-0001-0001\", type: gov, demonstration: true}\n"
               "platform: {address: \"https://localhost:1\", profile: example-city}\n"
               "devices: []\n");
    file.close();
    auto environment = QProcessEnvironment::systemEnvironment();
    environment.insert(QStringLiteral("KIOSK_RUN"), folder.path());
    environment.insert(QStringLiteral("KIOSK_STATE"), folder.path());
    environment.insert(QStringLiteral("XDG_RUNTIME_DIR"), folder.path());
    environment.insert(QStringLiteral("QT_QUICK_BACKEND"), QStringLiteral("software"));
    const QString address = QStringLiteral("unix:path=%1/bus").arg(folder.path());
    environment.insert(QStringLiteral("KIOSK_BUS_ADDRESS"), address);
    QProcess bus;
    bus.start(QStringLiteral("dbus-daemon"),
              {QStringLiteral("--nofork"), QStringLiteral("--nopidfile"), QStringLiteral("--print-address=1"),
               QStringLiteral("--config-file=") + paths::share(QStringLiteral("bus.conf")),
               QStringLiteral("--address=") + address});
    REQUIRE(waitFor([&] { return bus.canReadLine(); }, 5s));

    const QStringList configured{QStringLiteral("--config"), config};
    std::list<Supervised> daemons;
    for (const auto *name : {"kiosk-serviced", "kiosk-deviced", "kiosk-shell"})
        daemons.emplace_back(folder.path(), QString::fromLatin1(name), configured, environment);
    const auto all = [&](const auto &condition) {
        return std::all_of(daemons.begin(), daemons.end(), condition);
    };

    REQUIRE(waitFor([&] { return all([](const auto &daemon) { return daemon.ready && daemon.signs >= 3; }); },
                    30s));
    for (const auto &daemon : daemons)
        CHECK(daemon.longestSilence < period.count());

    std::vector<qint64> hung;
    for (auto &daemon : daemons) {
        hung.push_back(daemon.process.processId());
        REQUIRE(::kill(pid_t(hung.back()), SIGSTOP) == 0);
    }
    QElapsedTimer since;
    since.start();
    REQUIRE(waitFor(
        [&] {
            for (auto &daemon : daemons) {
                daemon.killTheSilent();
                if (daemon.process.state() == QProcess::NotRunning)
                    daemon.start();
            }
            return all([&](const auto &daemon) {
                return daemon.ready && std::ranges::count(hung, daemon.process.processId()) == 0;
            });
        },
        2 * period));
    WARN("back after " << since.elapsed() << " ms, period " << period.count() << " ms");

    for (auto &daemon : daemons) {
        daemon.process.terminate();
        CHECK(waitFor([&] { return daemon.process.state() == QProcess::NotRunning; }, 10s));
        CHECK(daemon.stopping);
        CHECK(daemon.process.exitStatus() == QProcess::NormalExit);
        CHECK(daemon.process.exitCode() == 0);
    }
    bus.terminate();
    bus.waitForFinished();
}

TEST_CASE("signs of life come from the main loop and nowhere else")
{
    const QTemporaryDir folder(QStringLiteral("/tmp/kiosk-XXXXXX"));
    QList<QByteArray> heard;
    auto socket = ctl::NotifySocket::create(folder.filePath(QStringLiteral("notify")),
                                            [&](const QByteArray &said) { heard.append(said); });
    REQUIRE(socket);
    qputenv("NOTIFY_SOCKET", QFile::encodeName(folder.filePath(QStringLiteral("notify"))));
    qputenv("WATCHDOG_USEC", "100000");
    LifeSign sign;
    sign.ready();
    REQUIRE(waitFor([&] { return heard.size() >= 4; }, 5s));
    CHECK(heard.first() == "READY=1");
    heard.clear();
    const Deadline hanging = Deadline::in(300ms);
    while (!hanging.passed()) // the loop does not turn
        (*socket)->drain();
    CHECK(heard.isEmpty());
    REQUIRE(waitFor([&] { return heard.contains("WATCHDOG=1"); }, 5s));
    qunsetenv("NOTIFY_SOCKET");
    qunsetenv("WATCHDOG_USEC");
}
