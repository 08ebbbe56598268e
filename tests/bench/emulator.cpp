#include "emulator.h"

#include "processes.h"

#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::bench
{

namespace
{
constexpr Milliseconds within{20'000};
} // namespace

Result<std::unique_ptr<Emulator>> Emulator::start(const QString &program, const QStringList &arguments,
                                                  const QString &control)
{
    std::unique_ptr<Emulator> emulator(new Emulator(control));
    QProcess &process = emulator->m_process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(paths::program(program), arguments);
    const Deadline deadline = Deadline::in(within);
    while (!emulator->tell({{QStringLiteral("do"), QStringLiteral("state")}})) {
        if (deadline.passed() || process.waitForFinished(10) || process.state() == QProcess::NotRunning)
            return fail(error::noDevice, program + QStringLiteral(" does not answer"));
    }
    return emulator;
}

Emulator::~Emulator()
{
    end(m_process);
}

Status Emulator::tell(const QJsonObject &request) const
{
    const auto reply = hal::askEmulator(m_control, request, Deadline::in(within));
    if (!reply)
        return reply.error();
    return {};
}

} // namespace kiosk::bench
