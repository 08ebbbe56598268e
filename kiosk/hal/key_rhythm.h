#pragma once

#include <kiosk/core/clock.h>

#include <QString>

#include <optional>

namespace kiosk::hal
{

/// When a key that is pressed or held counts, for hands that tremble or are slow. Pure: the time is given.
/// Thread: one.
class KeyRhythm
{
public:
    using Time = std::chrono::steady_clock::time_point;
    struct Rules {
        Milliseconds repeatDelay{600};    ///< a held key repeats after this; 0: never
        Milliseconds repeatInterval{250}; ///< and then this often
        Milliseconds doublePress{500};    ///< the same key again within this is the same press; 0: never
    };
    explicit KeyRhythm(Rules rules) : m_rules(rules) {}

    /// Does it count? `repeats`: the action may be repeated by holding the key.
    [[nodiscard]] bool press(const QString &action, bool repeats, Time now);
    void release(const QString &action);
    void releaseAll() { m_held.clear(); }

    /// When the held key repeats, if one does.
    [[nodiscard]] std::optional<Time> due() const;
    /// The action that is due, once.
    [[nodiscard]] std::optional<QString> repeated(Time now);

private:
    Rules m_rules;
    QString m_held; ///< the last that was pressed and may repeat
    Time m_due;
    QString m_last;
    Time m_lastPress;
};

} // namespace kiosk::hal
