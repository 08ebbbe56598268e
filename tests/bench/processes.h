#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>

#include <QHash>
#include <QList>
#include <QProcess>
#include <QStringList>

#include <sys/types.h>

namespace kiosk::bench
{

/// Orphans of what this process starts become its own children from now on, so that nothing that a browser or
/// a terminal leaves behind escapes the account.
void adoptOrphans();

/// A process and all below it, without those of `except` and what is below them.
[[nodiscard]] QList<pid_t> processTree(pid_t root, const QList<pid_t> &except = {});

struct Memory {
    double megabytes = 0;               ///< sum of the proportional set sizes (PSS)
    QList<QPair<QString, double>> each; ///< program and megabytes, largest first
};
/// Errors: authorisationRequired for processes of others, and for those that forbid to be looked into (root
/// may).
[[nodiscard]] Result<Memory> memoryOf(const QList<pid_t> &processes);

/// Processor time of each since its start, user and system; of one that is gone none.
[[nodiscard]] QHash<pid_t, std::chrono::nanoseconds> processorTimesOf(const QList<pid_t> &processes);

/// SIGTERM, and waits; SIGKILL when that is in vain.
void end(QProcess &process);

[[nodiscard]] QString programOf(pid_t process);
[[nodiscard]] QStringList argumentsOf(pid_t process);

} // namespace kiosk::bench
