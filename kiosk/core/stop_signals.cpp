#include <kiosk/core/stop_signals.h>

#include <csignal>
#include <sys/signalfd.h>
#include <sys/socket.h>
#include <unistd.h>
#include <utility>

namespace kiosk
{

namespace
{

constexpr int signals[] = {SIGTERM, SIGINT, SIGHUP};
int pair[2] = {-1, -1}; ///< for the handler, and to read from

#ifdef __SANITIZE_THREAD__
/// ThreadSanitizer keeps a handler back while none but libraries run. What is blocked stays blocked in child
/// processes, so this is no way for a terminal.
void listen()
{
    sigset_t set;
    sigemptyset(&set);
    for (const int signal : signals)
        sigaddset(&set, signal);
    sigprocmask(SIG_BLOCK, &set, nullptr);
    pair[1] = ::signalfd(-1, &set, SFD_CLOEXEC | SFD_NONBLOCK);
}
#else
void onSignal(int)
{
    const char byte = 1;
    (void)!::write(pair[0], &byte, 1);
}

void listen()
{
    if (::socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC | SOCK_NONBLOCK, 0, pair) != 0)
        return;
    struct sigaction action = {};
    action.sa_handler = onSignal;
    action.sa_flags = SA_RESTART;
    for (const int signal : signals)
        ::sigaction(signal, &action, nullptr);
}
#endif

} // namespace

StopSignals::StopSignals(std::function<void()> stop)
{
    listen();
    if (pair[1] < 0)
        return;
    m_notifier = std::make_unique<QSocketNotifier>(pair[1], QSocketNotifier::Read);
    QObject::connect(m_notifier.get(), &QSocketNotifier::activated, [stop = std::move(stop)] {
        signalfd_siginfo heard; // or as many bytes
        while (::read(pair[1], &heard, sizeof heard) > 0) {
        }
        stop();
    });
}

StopSignals::~StopSignals()
{
    for (const int signal : signals)
        ::signal(signal, SIG_DFL);
    m_notifier.reset();
    for (int &end : pair)
        ::close(std::exchange(end, -1));
}

} // namespace kiosk
