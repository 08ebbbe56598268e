#pragma once

#include <kiosk/core/clock.h>

#include <QStringView>

namespace kiosk::shell
{

/// Does the terminal run on its battery? By the UPS's word (kiosk/hal/ups.h), when it has been true for as
/// long as mains may blink; a battery that is low counts at once. What nobody knows is no power cut. Pure.
class PowerWatch
{
public:
    static constexpr Milliseconds mainsBlink = 5s; ///< mains that are away for less are no power cut

    explicit PowerWatch(std::chrono::steady_clock::time_point now) : m_mainsSeen(now) {}

    [[nodiscard]] bool onBattery() const { return m_onBattery; }
    /// `supply`: the UPS's word, now. True where it changes the answer.
    [[nodiscard]] bool hear(QStringView supply, std::chrono::steady_clock::time_point now)
    {
        const bool low = supply == u"lowBattery";
        if (!low && supply != u"onBattery")
            m_mainsSeen = now;
        const bool before = m_onBattery;
        m_onBattery = low || now - m_mainsSeen >= mainsBlink;
        return m_onBattery != before;
    }

private:
    std::chrono::steady_clock::time_point m_mainsSeen; ///< last
    bool m_onBattery = false;
};

} // namespace kiosk::shell
