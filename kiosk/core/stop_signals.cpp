#include <kiosk/core/stop_signals.h>

#include <csignal>
#include <sys/socket.h>
#include <unistd.h>

namespace kiosk
{

namespace
{
int pair[2] = {-1, -1};

void onSignal(int)
{
    const char byte = 1;
    (void)!::write(pair[0], &byte, 1);
}
} // namespace

StopSignals::StopSignals(std::function<void()> stop)
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pair[1], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, [stop = std::move(stop)] {
        char byte = 0;
        while (::read(pair[1], &byte, 1) > 0) {
        }
        stop();
    });
#ifdef __SANITIZE_THREAD__
    // ThreadSanitizer keeps a signal that comes while a library waits until code of ours calls the system.
    m_look.callOnTimeout([] { (void)!::write(pair[0], nullptr, 0); });
    m_look.start(100);
#endif
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::sigaction(signal, &action, nullptr);
}

StopSignals::~StopSignals()
{
    for (const int signal : {SIGTERM, SIGINT, SIGHUP})
        ::signal(signal, SIG_DFL);
    m_notifier.reset();
    ::close(pair[0]);
    ::close(pair[1]);
}

} // namespace kiosk
