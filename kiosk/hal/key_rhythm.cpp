#include <kiosk/hal/key_rhythm.h>

namespace kiosk::hal
{

bool KeyRhythm::press(const QString &action, bool repeats, Time now)
{
    if (action == m_last && now - m_lastPress < m_rules.doublePress)
        return false;
    m_last = action;
    m_lastPress = now;
    m_held = repeats && m_rules.repeatDelay.count() > 0 ? action : QString();
    m_due = now + m_rules.repeatDelay;
    return true;
}

void KeyRhythm::release(const QString &action)
{
    if (action == m_held)
        m_held.clear();
}

std::optional<KeyRhythm::Time> KeyRhythm::due() const
{
    return m_held.isEmpty() ? std::nullopt : std::optional(m_due);
}

std::optional<QString> KeyRhythm::repeated(Time now)
{
    if (m_held.isEmpty() || now < m_due)
        return std::nullopt;
    m_due = now + m_rules.repeatInterval;
    return m_held;
}

} // namespace kiosk::hal
