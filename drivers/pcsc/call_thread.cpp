#include "call_thread.h"

#include <algorithm>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk::pcsc
{

namespace
{

/// How often a waiting call looks at its cancel token.
constexpr Milliseconds lookInterval{20};
/// For a cancelled call to end by itself; with the latency, well within the 100 ms of Device.
constexpr Milliseconds interruptTime{50};

} // namespace

/// What both threads know; lives as long as the longer of them.
struct CallThread::Shared {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> call; ///< under way, or to be begun
    std::function<void()> last;
    bool leave = false;

    void work()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return call || leave; });
            if (!call)
                break;
            const auto current = call;
            lock.unlock();
            current();
            lock.lock();
            call = nullptr;
            changed.notify_all();
        }
        const auto end = std::move(last);
        lock.unlock();
        if (end)
            end();
    }
};

CallThread::CallThread() : m_shared(std::make_shared<Shared>())
{
    std::thread([shared = m_shared] { shared->work(); }).detach();
}

CallThread::~CallThread()
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->leave = true;
    m_shared->changed.notify_all();
}

void CallThread::finally(std::function<void()> last)
{
    const std::lock_guard lock(m_shared->mutex);
    m_shared->last = std::move(last);
}

Status CallThread::run(std::function<void()> call, hal::OperationContext &context,
                       const std::function<void()> &interrupt)
{
    KIOSK_TRY(context.check());
    std::unique_lock lock(m_shared->mutex);
    const auto isDone = [this] { return !m_shared->call; };
    m_shared->call = std::move(call);
    m_shared->changed.notify_all();
    Status status;
    while (status) {
        const Milliseconds slice = std::min(lookInterval, context.deadline.left());
        if (m_shared->changed.wait_for(lock, slice, isDone))
            return {};
        status = context.check();
    }
    if (interrupt) {
        // It may block as well.
        std::thread(interrupt).detach();
        if (m_shared->changed.wait_for(lock, interruptTime, isDone))
            return status;
    }
    m_lost = true;
    return status;
}

} // namespace kiosk::pcsc
