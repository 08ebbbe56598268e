#include "processes.h"

#include <QDir>
#include <QFile>
#include <QHash>

#include <algorithm>

#include <ctime>
#include <sys/prctl.h>

namespace kiosk::bench
{

namespace
{

constexpr Milliseconds stopWithin{20'000};

QByteArray read(const QString &file)
{
    QFile source(file);
    return source.open(QIODevice::ReadOnly) ? source.readAll() : QByteArray();
}

/// /proc/PID/stat after the program's name, which may hold anything: state, parent, …
QList<QByteArray> statOf(pid_t process)
{
    const QByteArray stat = read(QStringLiteral("/proc/%1/stat").arg(process));
    return stat.mid(stat.lastIndexOf(')') + 2).split(' ');
}

// proc(5) counts from one and with process id and name before: 4 is the parent.
constexpr qsizetype parentField = 4 - 3;

} // namespace

void adoptOrphans()
{
    ::prctl(PR_SET_CHILD_SUBREAPER, 1);
}

QList<pid_t> processTree(pid_t root, const QList<pid_t> &except)
{
    QMultiHash<pid_t, pid_t> children;
    for (const QString &entry : QDir(QStringLiteral("/proc")).entryList(QDir::Dirs)) {
        bool isProcess = false;
        const pid_t process = entry.toInt(&isProcess);
        if (isProcess)
            children.insert(statOf(process).value(parentField).toInt(), process);
    }
    QList<pid_t> tree;
    QList<pid_t> next{root};
    while (!next.isEmpty()) {
        const pid_t process = next.takeFirst();
        if (except.contains(process))
            continue;
        tree.append(process);
        next += children.values(process);
    }
    return tree;
}

Result<Memory> memoryOf(const QList<pid_t> &processes)
{
    Memory memory;
    for (const pid_t process : processes) {
        const QByteArray rollup = read(QStringLiteral("/proc/%1/smaps_rollup").arg(process));
        if (rollup.isEmpty() && statOf(process).value(0) == "Z")
            continue;
        const qsizetype at = rollup.indexOf("\nPss:");
        if (at < 0)
            return fail(error::authorisationRequired,
                        QStringLiteral("the memory of %1 (%2) cannot be read: that takes root")
                            .arg(programOf(process))
                            .arg(process));
        const double megabytes = rollup.mid(at + 5).trimmed().split(' ').first().toDouble() / 1024;
        memory.megabytes += megabytes;
        memory.each.append({programOf(process), megabytes});
    }
    std::sort(memory.each.begin(), memory.each.end(),
              [](const auto &left, const auto &right) { return left.second > right.second; });
    return memory;
}

QHash<pid_t, std::chrono::nanoseconds> processorTimesOf(const QList<pid_t> &processes)
{
    QHash<pid_t, std::chrono::nanoseconds> used;
    for (const pid_t process : processes) {
        clockid_t clock = 0;
        timespec time{};
        // What /proc says is cut to hundredths of a second: for twenty idle processes as much as they use.
        if (::clock_getcpuclockid(process, &clock) == 0 && ::clock_gettime(clock, &time) == 0)
            used[process] = std::chrono::seconds(time.tv_sec) + std::chrono::nanoseconds(time.tv_nsec);
    }
    return used;
}

void end(QProcess &process)
{
    if (process.state() == QProcess::NotRunning)
        return;
    process.terminate();
    if (process.waitForFinished(int(stopWithin.count())))
        return;
    process.kill();
    process.waitForFinished();
}

QString programOf(pid_t process)
{
    return QString::fromUtf8(read(QStringLiteral("/proc/%1/comm").arg(process)).trimmed());
}

QStringList argumentsOf(pid_t process)
{
    return QString::fromUtf8(read(QStringLiteral("/proc/%1/cmdline").arg(process))).split(QChar(u'\0'));
}

} // namespace kiosk::bench
