#pragma once

#include <kiosk/core/clock.h>

#include <atomic>
#include <memory>

namespace kiosk
{

/// A point in monotonic time after which a blocking call must have returned.
class Deadline
{
public:
    [[nodiscard]] static Deadline in(Milliseconds period)
    {
        return Deadline(std::chrono::steady_clock::now() + period);
    }
    explicit Deadline(std::chrono::steady_clock::time_point at) : m_at(at) {}

    [[nodiscard]] bool passed() const { return std::chrono::steady_clock::now() >= m_at; }
    /// Never negative.
    [[nodiscard]] Milliseconds left() const
    {
        const auto rest = std::chrono::duration_cast<Milliseconds>(m_at - std::chrono::steady_clock::now());
        return rest.count() > 0 ? rest : Milliseconds(0);
    }
    [[nodiscard]] Deadline orIn(Milliseconds period) const
    {
        return Deadline(std::min(m_at, std::chrono::steady_clock::now() + period));
    }

private:
    std::chrono::steady_clock::time_point m_at;
};

/// How long a blocking call may go on before it looks at its token again.
constexpr Milliseconds cancelLatency{50};

/// Set by whoever asked, looked at by whoever works. Copies share one flag. Thread: any.
class CancelToken
{
public:
    CancelToken() : m_flag(std::make_shared<std::atomic<bool>>(false)) {}
    void cancel() const { m_flag->store(true, std::memory_order_release); }
    [[nodiscard]] bool canceled() const { return m_flag->load(std::memory_order_acquire); }

private:
    std::shared_ptr<std::atomic<bool>> m_flag;
};

} // namespace kiosk
