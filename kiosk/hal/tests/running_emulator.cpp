#include "running_emulator.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>
#include <kiosk/hal/emulator_control.h>

#include <QProcess>

#include <catch2/catch.hpp>
#include <csignal>
#include <sys/prctl.h>

namespace kiosk::test
{

namespace
{

constexpr Milliseconds upWithin =
    slowness * Milliseconds(20000);            // a print server and its printer take seconds
constexpr int leavesWithin = slowness * 10000; // ms
constexpr int lookEvery = 10;                  // ms

} // namespace

RunningEmulator::~RunningEmulator()
{
    stop();
}

void RunningEmulator::start(const QString &program, const QStringList &arguments,
                            const QString &controlSocket)
{
    stop();
    m_leave = false;
    m_running = true;
    m_thread = std::thread([=, this] { run(paths::program(program), arguments); });
    const QJsonObject state{{QStringLiteral("do"), QStringLiteral("state")}};
    const Deadline up = Deadline::in(upWithin);
    for (;;) {
        const auto reply = hal::askEmulator(controlSocket, state, up);
        if (reply || reply.error().code == error::invalidData) // it has no such question, but it answers
            return;
        INFO(program.toStdString() << ": " << reply.error().detail.toStdString());
        REQUIRE(m_running);
        REQUIRE_FALSE(up.passed());
        std::this_thread::yield();
    }
}

int RunningEmulator::stop()
{
    m_leave = true;
    if (m_thread.joinable())
        m_thread.join();
    return m_exitCode;
}

void RunningEmulator::run(const QString &program, const QStringList &arguments)
{
    QProcess process;
    auto variables = QProcessEnvironment::systemEnvironment();
    variables.remove(QStringLiteral("LD_PRELOAD"));
    variables.remove(QStringLiteral("UMOCKDEV_DIR"));
    process.setProcessEnvironment(variables);
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setStandardOutputFile(QProcess::nullDevice());
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(program, arguments);
    while (!m_leave && !process.waitForFinished(lookEvery) && process.state() != QProcess::NotRunning)
        ;
    process.terminate();
    if (!process.waitForFinished(leavesWithin) && process.state() != QProcess::NotRunning) {
        process.kill();
        process.waitForFinished();
    }
    const bool ended =
        process.error() != QProcess::FailedToStart && process.exitStatus() == QProcess::NormalExit;
    m_exitCode = ended ? process.exitCode() : -1;
    m_running = false;
}

} // namespace kiosk::test
