#include "screen.h"

#include "simulators.h"

#include <csignal>
#include <sys/prctl.h>

namespace kiosk::bench
{

Result<std::unique_ptr<Screen>> Screen::start(QSize size)
{
    std::unique_ptr<Screen> screen(new Screen);
    QProcess &process = screen->m_process;
    process.setChildProcessModifier([] { ::prctl(PR_SET_PDEATHSIG, SIGTERM); });
    process.start(QStringLiteral("Xvfb"),
                  {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"),
                   QStringLiteral("0"), QStringLiteral("%1x%2x24").arg(size.width()).arg(size.height()),
                   QStringLiteral("-nolisten"), QStringLiteral("tcp"), QStringLiteral("-noreset")});
    while (process.state() != QProcess::NotRunning && !process.canReadLine()) {
        if (!process.waitForReadyRead())
            break;
    }
    const QString number = QString::fromUtf8(process.readLine().trimmed());
    if (number.isEmpty())
        return fail(error::deviceNotReady, QStringLiteral("Xvfb did not start: ") +
                                               QString::fromUtf8(process.readAllStandardError()));
    screen->m_display = u':' + number;
    return screen;
}

Screen::~Screen()
{
    end(m_process);
}

} // namespace kiosk::bench
