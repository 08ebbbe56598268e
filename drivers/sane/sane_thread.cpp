#include "sane_thread.h"

#include <condition_variable>
#include <mutex>
#include <thread>

namespace kiosk::sane
{

namespace
{

constexpr Milliseconds lookInterval{10}; // at the cancel token
constexpr Milliseconds comesBackIn{60};  // after an interrupt: a cancel is to take 100 ms
constexpr Milliseconds endsIn{2000};     // the last work, which closes the device

} // namespace

struct SaneThread::Data {
    std::mutex mutex;
    std::condition_variable changed;
    std::function<void()> work; ///< none: idle
    bool ends = false;
    bool ended = false;

    void loop()
    {
        std::unique_lock lock(mutex);
        for (;;) {
            changed.wait(lock, [this] { return work || ends; });
            if (!work)
                break;
            lock.unlock();
            work(); // nobody else touches it while it is set
            lock.lock();
            std::function<void()> done;
            done.swap(work);
            changed.notify_all();
            lock.unlock();
            done = {}; // what it owned may take a while to close
            lock.lock();
        }
        ended = true;
        changed.notify_all();
    }
    /// Whether it came back.
    bool idleWithin(std::unique_lock<std::mutex> &lock, Milliseconds time)
    {
        return changed.wait_for(lock, time, [this] { return !work; });
    }
};

SaneThread::SaneThread() : m_data(std::make_shared<Data>())
{
    std::thread([data = m_data] { data->loop(); }).detach();
}

SaneThread::~SaneThread()
{
    std::unique_lock lock(m_data->mutex);
    m_data->ends = true;
    m_data->changed.notify_all();
    m_data->changed.wait_for(lock, endsIn, [this] { return m_data->ended; });
}

Status SaneThread::wait(std::function<void()> work, const hal::OperationContext &context,
                        const std::function<void()> &interrupt)
{
    KIOSK_TRY(context.check());
    std::unique_lock lock(m_data->mutex);
    if (m_data->work)
        return fail(error::deviceBusy, QStringLiteral("the scanner's library has not come back from a call"));
    m_data->work = std::move(work);
    m_data->changed.notify_all();
    while (!m_data->idleWithin(lock, lookInterval)) {
        const Status goesOn = context.check();
        if (goesOn)
            continue;
        if (interrupt) {
            lock.unlock();
            interrupt();
            lock.lock();
        }
        m_data->idleWithin(lock, comesBackIn);
        return goesOn;
    }
    return {};
}

} // namespace kiosk::sane
