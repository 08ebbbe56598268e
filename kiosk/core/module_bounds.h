#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

namespace kiosk
{

/// What a running module may use; the values and why they are so stand in module_bounds.yaml.
struct ModuleBounds {
    qint64 memory = 0; ///< bytes, as `file`, `log` and `buffer`
    qint64 file = 0;
    qint64 log = 0;
    int descriptors = 0;
    int threads = 0;
    int processorPercent = 0;
    Milliseconds start{0};

    int objects = 0;
    int windows = 0;
    qint64 buffer = 0;
    int requestsPerSecond = 0;

    int callsPerSecond = 0;
    int callsWaiting = 0;
    int documents = 0;
    int refusals = 0;

    int failuresInARow = 0;

    /// PREFIX/share/kiosk/module_bounds.yaml. Errors: invalidData.
    [[nodiscard]] static Result<ModuleBounds> load();
};

/// How often something happens within a second. Pure.
class RateMeter
{
public:
    /// Counts one more; false once there are more than `limit` in the second that began with the first.
    [[nodiscard]] bool count(int limit, Milliseconds now)
    {
        if (now - m_since >= std::chrono::seconds(1)) {
            m_since = now;
            m_count = 0;
        }
        return ++m_count <= limit;
    }

private:
    Milliseconds m_since{-1000};
    int m_count = 0;
};

} // namespace kiosk
