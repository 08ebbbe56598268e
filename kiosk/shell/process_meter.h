#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/module_bounds.h>

#include <QString>

#include <optional>

namespace kiosk::shell
{

/// What a process takes of the machine, as /proc has it.
struct ProcessUse {
    qint64 memory = 0; ///< bytes resident and its own: private, and shared with the compositor
    int threads = 0;
    Milliseconds processor{0}; ///< since it began

    /// From the texts of /proc/PID/status and /proc/PID/stat. Pure; nothing where they are none.
    [[nodiscard]] static std::optional<ProcessUse> parse(const QByteArray &status, const QByteArray &stat);
    [[nodiscard]] static std::optional<ProcessUse> of(qint64 process);
};

/// Compares a process with the bounds from time to time. Thread: main.
class ProcessMeter
{
public:
    explicit ProcessMeter(const ModuleBounds &bounds) : m_bounds(bounds) {}

    /// What there is too much of; empty where all is well. Processor time counts over six seconds.
    [[nodiscard]] QString excess(const ProcessUse &use, Milliseconds now);

private:
    const ModuleBounds &m_bounds;
    std::optional<Milliseconds> m_since;
    Milliseconds m_processorThen{0};
};

} // namespace kiosk::shell
