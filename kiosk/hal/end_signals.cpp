#include "end_signals.h"

#include <kiosk/core/sealed_memory.h>

#include <QSocketNotifier>

#include <csignal>
#include <sys/signalfd.h>

namespace kiosk::hal
{

namespace
{

sigset_t endSignals()
{
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    return ends;
}

} // namespace

struct EndSignals::Data {
    explicit Data(int descriptor) : sent(descriptor), notifier(sent.get(), QSocketNotifier::Read) {}

    FileDescriptor sent;
    QSocketNotifier notifier;
};

EndSignals::EndSignals()
{
    const sigset_t ends = endSignals();
    sigprocmask(SIG_BLOCK, &ends, nullptr);
}

EndSignals::~EndSignals() = default;

void EndSignals::whenSent(std::function<void()> end)
{
    const sigset_t ends = endSignals();
    m_data = std::make_unique<Data>(signalfd(-1, &ends, SFD_CLOEXEC));
    QObject::connect(&m_data->notifier, &QSocketNotifier::activated, [this, end = std::move(end)] {
        m_data->notifier.setEnabled(false);
        end();
    });
}

} // namespace kiosk::hal
