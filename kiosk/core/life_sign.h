#pragma once

#include <kiosk/core/stop_signals.h>

#include <QTimer>

namespace kiosk
{

/// What a daemon tells whoever started it and watches over it, systemd or `kioskctl up`, over $NOTIFY_SOCKET:
/// that it is ready, from then on that its main loop turns (twice in $WATCHDOG_USEC), and that it stops.
/// SIGTERM ends the main loop. Started by hand it tells nobody. Make one in main(), after the application.
/// Thread: main; the signs are sent from its event loop, so that a daemon that hangs falls silent.
class LifeSign
{
public:
    LifeSign();

    /// Everything that others may ask for is there.
    void ready();

private:
    StopSignals m_stop;
    QTimer m_watchdog;
};

} // namespace kiosk
