// What every device owes under kiosk-deviced, whatever its class: who may use it and when, what is seen when
// its process dies, when it is drawn and when it is plugged in.
#include "emulated_device.h"

#include <kiosk/deviced/tests/running_deviced.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <catch2/catch.hpp>

#include <csignal>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

const QString tried = QStringLiteral("tried");
constexpr Milliseconds pluggedIn = 2s; // until it is online
constexpr Milliseconds drawn = 500ms;  // "at once", by udev
constexpr Milliseconds asked = 2s;     // a connection that tells nothing is asked every two seconds
constexpr Milliseconds busy = 1500ms;  // what a machine at work elsewhere adds

QProcessEnvironment environmentFor(const EmulatedDevice &emulated)
{
    auto environment = QProcessEnvironment::systemEnvironment(); // with what its driver needs
    environment.insert(QStringLiteral("KIOSK_STATE"), emulated.path(QStringLiteral("state")));
    return environment;
}

QString stateOf(Client &client)
{
    return client.entry(tried)[u"state"].toString();
}

/// The time until it is (not) online.
Milliseconds untilOnline(Client &client, bool online)
{
    QElapsedTimer timer;
    timer.start();
    const bool reached = waitFor([&] { return (stateOf(client) == u"online") == online; }, 30s);
    INFO(QJsonDocument(client.entry(tried)).toJson().toStdString());
    REQUIRE(reached);
    return Milliseconds(timer.elapsed());
}

pid_t hostOf(QProcess &deviced)
{
    const auto pid = QByteArray::number(deviced.processId());
    QFile children(QStringLiteral("/proc/%1/task/%1/children").arg(QLatin1String(pid)));
    REQUIRE(children.open(QIODevice::ReadOnly));
    return children.readAll().split(' ').first().toInt();
}

void claimRules(RunningDeviced &terminal)
{
    Client &client = *terminal.client;
    Client stranger(terminal.address());
    const QString claim = client.claim(tried);
    CHECK(stranger.errorOf(QStringLiteral("Claim"), {tried, QStringLiteral("session-2")}) == u"deviceBusy");
    CHECK(stranger.begin(claim, QStringLiteral("anything"), {}) == 0);
    CHECK(stranger.lastError == u"authorisationRequired");
    CHECK(client.errorOf(QStringLiteral("Release"), {claim}).isEmpty());
    CHECK(client.begin(claim, QStringLiteral("anything"), {}) == 0);
    CHECK(client.lastError == u"authorisationRequired");
}

void oneAtATime(Client &client, const QString &operation)
{
    const QString claim = client.claim(tried);
    const quint64 first = client.begin(claim, operation, {}, 60000);
    REQUIRE(first != 0);
    CHECK(client.begin(claim, operation, {}) == 0);
    CHECK(client.lastError == u"deviceBusy");
    CHECK(client.errorOf(QStringLiteral("Cancel"), {QVariant::fromValue(first)}).isEmpty());
    CHECK(client.completionOf(first).completion == u"canceled");
    CHECK(client.errorOf(QStringLiteral("Release"), {claim}).isEmpty());
}

void killed(RunningDeviced &terminal)
{
    Client &client = *terminal.client;
    const int before = client.entry(tried)[u"restarts"].toInt();
    ::kill(hostOf(terminal.deviced()), SIGKILL);
    REQUIRE(waitFor([&] { return client.entry(tried)[u"restarts"].toInt() == before + 1; }));
    CHECK(untilOnline(client, true) < pluggedIn + busy);
}

} // namespace

TEST_CASE(
    "every device is claimed by one, does one thing at a time, and is back after its process or its cable")
{
    for (const ConformanceSetup &setup : conformanceSetups()) {
        DYNAMIC_SECTION(setup.driver.toStdString() << ", " << setup.name.toStdString())
        {
            EmulatedDevice emulated(setup);
            emulated.startEmulator();
            RunningDeviced terminal(environmentFor(emulated),
                                    {QStringLiteral("--config"), emulated.configurationFile()});
            Client &client = *terminal.client;
            untilOnline(client, true);

            claimRules(terminal);
            if (const QString operation = emulated.waitingOperation(); !operation.isEmpty())
                oneAtATime(client, operation);
            killed(terminal);

            for (int time = 0; time < 2; ++time) {
                INFO("drawn and plugged in again");
                emulated.unplug();
                CHECK(untilOnline(client, false) < (emulated.announced() ? drawn : asked) + busy);
                emulated.plug();
                CHECK(untilOnline(client, true) < pluggedIn + busy);
            }
        }
    }
}
