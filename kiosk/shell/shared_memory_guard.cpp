#include <kiosk/shell/shared_memory_guard.h>

#include <QCoreApplication>
#include <QSocketNotifier>

#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <sys/eventfd.h>
#include <sys/mman.h>
#include <unistd.h>

namespace kiosk::shell
{

namespace
{

int holeEvent = -1;
std::uintptr_t pageMask = 0;

/// Only what a signal handler may call.
void onBusError(int, siginfo_t *info, void *)
{
    const auto address = reinterpret_cast<std::uintptr_t>(info->si_addr) & pageMask;
    void *page = ::mmap(reinterpret_cast<void *>(address), ~pageMask + 1, PROT_READ | PROT_WRITE,
                        MAP_PRIVATE | MAP_ANONYMOUS | MAP_FIXED, -1, 0);
    if (page == MAP_FAILED)
        ::_exit(128 + SIGBUS);
    const std::uint64_t one = 1;
    (void)!::write(holeEvent, &one, sizeof(one));
}

} // namespace

void guardSharedMemory(std::function<void()> onHole)
{
    pageMask = ~(std::uintptr_t(::sysconf(_SC_PAGESIZE)) - 1);
    holeEvent = ::eventfd(0, EFD_CLOEXEC | EFD_NONBLOCK);
    auto *notifier = new QSocketNotifier(holeEvent, QSocketNotifier::Read, QCoreApplication::instance());
    QObject::connect(notifier, &QSocketNotifier::activated, notifier, [onHole = std::move(onHole)] {
        std::uint64_t count = 0;
        (void)!::read(holeEvent, &count, sizeof(count));
        onHole();
    });
    struct sigaction action = {};
    action.sa_sigaction = onBusError;
    action.sa_flags = SA_SIGINFO | SA_NODEFER;
    ::sigaction(SIGBUS, &action, nullptr);
}

} // namespace kiosk::shell
