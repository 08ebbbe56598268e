#pragma once

#include <QDateTime>

#include <chrono>
#include <optional>

namespace kiosk
{

using namespace std::chrono_literals;
using Milliseconds = std::chrono::milliseconds;

/// Time as a dependency, so that tests need no sleep. Thread: any.
class Clock
{
public:
    virtual ~Clock() = default;
    /// Never jumps; only differences mean anything.
    [[nodiscard]] virtual std::chrono::steady_clock::time_point monotonic() const = 0;
    /// Local wall-clock time, for people and records only.
    [[nodiscard]] virtual QDateTime wall() const = 0;
};

class SystemClock : public Clock
{
public:
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override
    {
        return std::chrono::steady_clock::now();
    }
    [[nodiscard]] QDateTime wall() const override { return QDateTime::currentDateTime(); }
};

/// The system's, moved on or set wrong by whoever tests a running process, and stopped while a trainee reads.
class ShiftedClock : public SystemClock
{
public:
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override
    {
        return m_held.value_or(SystemClock::monotonic()) - m_stood + m_passed;
    }
    [[nodiscard]] QDateTime wall() const override
    {
        return SystemClock::wall().addMSecs((m_passed + m_jumped).count());
    }
    /// Time passes.
    void advance(Milliseconds by) { m_passed += by; }
    /// The wall clock is set; no time passes.
    void jump(Milliseconds by) { m_jumped += by; }
    /// monotonic() stands still until resume(), and goes on from there; the wall clock does not care.
    void hold()
    {
        if (!m_held)
            m_held = SystemClock::monotonic();
    }
    void resume()
    {
        if (m_held)
            m_stood += SystemClock::monotonic() - *m_held;
        m_held.reset();
    }

private:
    std::optional<std::chrono::steady_clock::time_point> m_held;
    std::chrono::steady_clock::duration m_stood{};
    Milliseconds m_passed{};
    Milliseconds m_jumped{};
};

/// For tests: stands still until told to move.
class FakeClock : public Clock
{
public:
    [[nodiscard]] std::chrono::steady_clock::time_point monotonic() const override { return m_monotonic; }
    [[nodiscard]] QDateTime wall() const override { return m_wall; }
    void advance(Milliseconds by)
    {
        m_monotonic += by;
        m_wall = m_wall.addMSecs(by.count());
    }
    void setWall(const QDateTime &wall) { m_wall = wall; }

private:
    std::chrono::steady_clock::time_point m_monotonic{};
    QDateTime m_wall = QDateTime(QDate(2026, 11, 23), QTime(10, 24));
};

} // namespace kiosk
