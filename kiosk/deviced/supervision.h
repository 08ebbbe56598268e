#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

namespace kiosk::deviced
{

/// How device processes are kept; the values and what they mean stand in supervision.yaml.
struct Supervision {
    Milliseconds restartFirst{};
    Milliseconds restartLongest{};
    Milliseconds healthy{};
    Milliseconds start{};
    Milliseconds aliveInterval{};
    Milliseconds watchdog{};
    Milliseconds grace{};
    Milliseconds cancel{};
    Milliseconds redeem{};
    Milliseconds busy{};
    Milliseconds settings{};
    Milliseconds traffic{};
    qsizetype trafficBytes = 0;

    /// Errors: invalidData.
    [[nodiscard]] static Result<Supervision> load(const QString &path);
};

/// Exponential back-off. Pure.
class RestartPolicy
{
public:
    explicit RestartPolicy(const Supervision &supervision) : m_supervision(supervision) {}

    /// The pause before the next start, of a process that lived this long.
    [[nodiscard]] Milliseconds next(Milliseconds lived);
    void reset() { m_last = Milliseconds(0); }

private:
    Supervision m_supervision;
    Milliseconds m_last{0};
};

} // namespace kiosk::deviced
