#include "census.h"

#include <QDir>
#include <QDirIterator>
#include <QFile>
#include <QFileInfo>
#include <QProcess>
#include <QRegularExpression>

namespace kiosk::endurance
{

namespace
{

QByteArray read(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

/// "Pss:   123 kB"
qint64 kilobytes(const QByteArray &text, const char *name)
{
    for (const QByteArray &line : text.split('\n')) {
        if (line.startsWith(name))
            return line.simplified().split(' ').value(1).toLongLong();
    }
    return 0;
}

int entries(const QString &folder)
{
    return int(
        QDir(folder).entryList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot).size());
}

/// The third word of stat, after the name in brackets.
bool isZombie(pid_t pid)
{
    const QByteArray stat = read(QStringLiteral("/proc/%1/stat").arg(pid));
    return stat.mid(stat.lastIndexOf(')') + 2, 1) == "Z";
}

int printJobs(const citizen::TerminalAddress &terminal)
{
    const QString socket = terminal.runFolder + QStringLiteral("/cups/cups.sock");
    if (!QFileInfo::exists(socket))
        return 0;
    QProcess process;
    process.start(QStringLiteral("lpstat"),
                  {QStringLiteral("-h"), QFileInfo(socket).canonicalFilePath(), QStringLiteral("-W"),
                   QStringLiteral("all"), QStringLiteral("-o")});
    process.waitForFinished();
    return int(process.readAllStandardOutput().count('\n'));
}

QStringList filesOf(const QString &folder)
{
    // Logs and the databases grow with what is done. A host's socket and a portal's folder have a random
    // name.
    static const QRegularExpression left(
        QStringLiteral("/run/log/|/run/printed/|/state/.*(sqlite|[.]db)|/access_log|/error_log|/page_log"));
    static const QRegularExpression random(QStringLiteral("(portal|dbus)-[A-Za-z0-9]+"));
    QStringList files;
    QDirIterator each(folder, QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot,
                      QDirIterator::Subdirectories);
    while (each.hasNext()) {
        QString path = each.next();
        if (!left.match(path).hasMatch())
            files.append(path.replace(random, QStringLiteral("\\1-*")));
    }
    files.sort();
    return files;
}

} // namespace

Census Census::take(const citizen::TerminalAddress &terminal)
{
    Census census;
    for (const citizen::TerminalProcess &process : citizen::productProcesses(terminal)) {
        const QString folder = QStringLiteral("/proc/%1/").arg(process.pid);
        const QByteArray memory = read(folder + QStringLiteral("smaps_rollup"));
        Figures &figures = census.processes[process.name];
        ++figures.processes;
        figures.proportional += kilobytes(memory, "Pss:");
        figures.dirty += kilobytes(memory, "Private_Dirty:");
        figures.descriptors += entries(folder + QStringLiteral("fd"));
        figures.threads += entries(folder + QStringLiteral("task"));
    }
    for (const pid_t pid : citizen::descendantsOf(terminal.processId))
        census.zombies += isZombie(pid) ? 1 : 0;
    census.files = filesOf(terminal.folder);
    const QFileInfo socket(terminal.runFolder + QStringLiteral("/cups/cups.sock"));
    if (socket.isSymLink())
        census.files += filesOf(QFileInfo(socket.symLinkTarget()).path() + QStringLiteral("/spool"));
    census.jobs = printJobs(terminal);
    return census;
}

} // namespace kiosk::endurance
