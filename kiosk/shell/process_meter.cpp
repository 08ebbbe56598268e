#include <kiosk/shell/process_meter.h>

#include <QFile>
#include <QList>

#include <unistd.h>

namespace kiosk::shell
{

namespace
{

constexpr Milliseconds processorOver = 6s;
constexpr qint64 mebibyte = qint64(1024) * 1024;

/// "RssAnon:	   10240 kB" → 10240
qint64 valueOf(const QByteArray &status, const QByteArray &key)
{
    const qsizetype at = status.indexOf('\n' + key + ':');
    if (at < 0)
        return -1;
    const qsizetype from = at + key.size() + 2;
    return status.mid(from, status.indexOf('\n', from) - from).simplified().split(' ').value(0).toLongLong();
}

QByteArray contents(const QString &path)
{
    QFile file(path);
    return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
}

} // namespace

std::optional<ProcessUse> ProcessUse::parse(const QByteArray &status, const QByteArray &stat)
{
    const qint64 privateKibibytes = valueOf(status, "RssAnon");
    const qint64 sharedKibibytes = valueOf(status, "RssShmem");
    const qint64 threads = valueOf(status, "Threads");
    // After the name, which is in brackets and may hold anything.
    const QList<QByteArray> fields = stat.mid(stat.lastIndexOf(')') + 2).split(' ');
    if (privateKibibytes < 0 || sharedKibibytes < 0 || threads < 0 || fields.size() < 13)
        return {};
    const qint64 ticks = fields[11].toLongLong() + fields[12].toLongLong(); // utime and stime, proc(5)
    return ProcessUse{(privateKibibytes + sharedKibibytes) * 1024, int(threads),
                      Milliseconds(ticks * 1000 / ::sysconf(_SC_CLK_TCK))};
}

std::optional<ProcessUse> ProcessUse::of(qint64 process)
{
    return parse(contents(QStringLiteral("/proc/%1/status").arg(process)),
                 contents(QStringLiteral("/proc/%1/stat").arg(process)));
}

QString ProcessMeter::excess(const ProcessUse &use, Milliseconds now)
{
    const auto text = [](const char *what, qint64 is, qint64 bound) {
        return QStringLiteral("%1: %2, at most %3").arg(QLatin1String(what)).arg(is).arg(bound);
    };
    if (use.memory > m_bounds.memory)
        return text("MiB of memory", use.memory / mebibyte, m_bounds.memory / mebibyte);
    if (use.threads > m_bounds.threads)
        return text("threads", use.threads, m_bounds.threads);
    if (!m_since) {
        m_since = now;
        m_processorThen = use.processor;
    }
    const Milliseconds passed = now - *m_since;
    if (passed < processorOver)
        return {};
    const qint64 percent = (use.processor - m_processorThen) * 100 / passed;
    m_since = now;
    m_processorThen = use.processor;
    return percent > m_bounds.processorPercent ? text("percent of a core", percent, m_bounds.processorPercent)
                                               : QString();
}

} // namespace kiosk::shell
