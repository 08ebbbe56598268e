#pragma once

#include <QObject>

#include <coroutine>
#include <utility>
#include <vector>

namespace kiosk
{

/// Lets coroutines wait until something has changed: `co_await pulse.next()`. QCoro's awaiting of a signal is
/// not for that: of two emissions before the event loop turns, the second reaches an awaiter that is gone
/// (QCoro 0.8: a queued functor survives its disconnection). Thread: the one of its construction.
class Pulse
{
public:
    class Next
    {
    public:
        explicit Next(Pulse &pulse) : m_pulse(pulse) {}
        [[nodiscard]] bool await_ready() const noexcept { return false; }
        void await_suspend(std::coroutine_handle<> waiting) { m_pulse.m_waiting.push_back(waiting); }
        void await_resume() const noexcept {}

    private:
        Pulse &m_pulse;
    };

    Pulse() = default;
    Q_DISABLE_COPY_MOVE(Pulse)
    ~Pulse() = default;

    [[nodiscard]] Next next() { return Next(*this); }
    /// Resumes, from the event loop, whoever waits then.
    void send()
    {
        if (std::exchange(m_sent, true))
            return;
        QMetaObject::invokeMethod(
            &m_loop,
            [this] {
                m_sent = false;
                for (const auto waiting : std::exchange(m_waiting, {})) // one of them may end this object
                    waiting.resume();
            },
            Qt::QueuedConnection);
    }

private:
    std::vector<std::coroutine_handle<>> m_waiting;
    bool m_sent = false;
    QObject m_loop;
};

} // namespace kiosk
