#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/yaml_document.h>

#include <QHash>

namespace kiosk::shell
{

/// Seconds to wait for a person, by name; the source is timeouts.yaml.
class Timeouts
{
public:
    [[nodiscard]] static Result<Timeouts> load();
    [[nodiscard]] static Result<Timeouts> from(const YamlDocument &document);
    [[nodiscard]] std::chrono::seconds get(const QString &name, bool longer) const;

private:
    QHash<QString, QPair<int, int>> m_seconds;
};

/// One citizen's visit: which states follow each other, and what time does to them. Pure logic; the caller
/// ticks it. Invariants: no way out but Wipe, and no Wipe while a card is on the reader. Thread: one.
class Session
{
public:
    enum class State {
        Attract,
        Home,
        Guide,
        Identify,
        Verify,
        Module,
        Print,
        Take,
        Evaluate,
        Farewell,
        Wipe
    };

    /// What a tick asks for.
    enum class Due {
        Nothing,
        Warn,     ///< show the time-out warning
        Withdraw, ///< the warning was answered by time: hide it
        Expire,   ///< the visit is over: leave by way of the card and Wipe
    };

    Session(const Clock &clock, const Timeouts &timeouts);

    [[nodiscard]] State state() const { return m_state; }
    [[nodiscard]] static QString name(State state);
    /// Errors: sequenceError with both states in the detail; the state stays.
    [[nodiscard]] Status enter(State next);

    /// A touch or a key: time-outs begin again, a warning is answered.
    void touched();
    /// Elder mode: the long time-outs.
    void setLong(bool longer);
    [[nodiscard]] bool longer() const { return m_long; }

    /// Its owner took the card in the middle of it, perhaps to leave: asked at once whether they go on.
    void cardTaken();
    void setCardPresent(bool present) { m_cardPresent = present; }
    [[nodiscard]] bool cardPresent() const { return m_cardPresent; }
    /// Somebody is known: the signed-in time-outs apply.
    void setIdentified(bool identified) { m_identified = identified; }
    [[nodiscard]] bool identified() const { return m_identified; }

    [[nodiscard]] Due tick();
    [[nodiscard]] bool warning() const { return m_warning; }
    /// Until the warning, or in the warning until the end; -1 where time does not count.
    [[nodiscard]] int secondsLeft() const;
    /// Unique to this visit, nothing about the person: for claims and the journal.
    [[nodiscard]] QString id() const { return m_id; }

private:
    [[nodiscard]] std::chrono::seconds idleLimit() const;
    [[nodiscard]] bool timeCounts() const;

    const Clock &m_clock;
    const Timeouts &m_timeouts;
    State m_state = State::Attract;
    bool m_long = false;
    bool m_cardPresent = false;
    bool m_identified = false;
    bool m_warning = false;
    bool m_answered = false; ///< the warning, since the last tick
    std::chrono::steady_clock::time_point m_begun;
    std::chrono::steady_clock::time_point m_lastTouch;
    QString m_id;
};

} // namespace kiosk::shell
