#include <kiosk/core/life_sign.h>

#include <QCoreApplication>

#include <systemd/sd-daemon.h>

namespace kiosk
{

// exit() and not quit(), which would ask the windows first: the shell's never close.
LifeSign::LifeSign() : m_stop([] { QCoreApplication::exit(0); })
{
    QObject::connect(QCoreApplication::instance(), &QCoreApplication::aboutToQuit, &m_watchdog,
                     [] { sd_notify(0, "STOPPING=1"); });
    QObject::connect(&m_watchdog, &QTimer::timeout, [] { sd_notify(0, "WATCHDOG=1"); });
}

void LifeSign::ready()
{
    sd_notify(0, "READY=1");
    if (uint64_t period = 0; sd_watchdog_enabled(0, &period) > 0) {
        sd_notify(0, "WATCHDOG=1");
        m_watchdog.start(
            std::chrono::duration_cast<std::chrono::milliseconds>(std::chrono::microseconds(period)) / 2);
    }
}

} // namespace kiosk
