#pragma once

#include <chrono>
#include <optional>

namespace kiosk::shell
{

/// The way in that a citizen does not find: three touches on the mark and then three on the clock of the top
/// bar, no two of them further apart than two seconds. Pure. Thread: one.
class Knock
{
public:
    enum class Place { Mark, Clock };
    static constexpr int each = 3;
    static constexpr std::chrono::seconds pause{2};

    /// True with the last touch of it.
    [[nodiscard]] bool touched(Place place, std::chrono::steady_clock::time_point at)
    {
        const bool late = m_last && at - *m_last > pause;
        m_last = at;
        if (late)
            m_marks = m_clocks = 0;
        if (place == Place::Mark) {
            m_marks = m_clocks > 0 ? 1 : m_marks + 1;
            m_clocks = 0;
            return false;
        }
        m_clocks = m_marks == each ? m_clocks + 1 : 0;
        if (m_clocks == 0)
            m_marks = 0;
        const bool complete = m_clocks == each;
        if (complete)
            m_marks = m_clocks = 0;
        return complete;
    }

private:
    std::optional<std::chrono::steady_clock::time_point> m_last;
    int m_marks = 0;
    int m_clocks = 0;
};

} // namespace kiosk::shell
