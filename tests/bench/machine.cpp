#include "machine.h"

#include <QDateTime>
#include <QFile>
#include <QSysInfo>

#include <cmath>
#include <cstdlib>
#include <unistd.h>

namespace kiosk::bench
{

namespace
{

/// The value of "key : value" lines, as in /proc/cpuinfo.
QString valueIn(const QString &file, QStringView key)
{
    QFile source(file);
    if (!source.open(QIODevice::ReadOnly))
        return {};
    for (const QByteArray &line : source.readAll().split('\n')) {
        const QString text = QString::fromUtf8(line);
        if (text.startsWith(key))
            return text.section(u':', 1).trimmed();
    }
    return {};
}

} // namespace

QJsonObject describeMachine()
{
    double load = 0;
    ::getloadavg(&load, 1);
    const qint64 memory = qint64(::sysconf(_SC_PHYS_PAGES)) * ::sysconf(_SC_PAGESIZE);
    return {{QStringLiteral("processor"), valueIn(QStringLiteral("/proc/cpuinfo"), u"model name")},
            {QStringLiteral("cores"), int(::sysconf(_SC_NPROCESSORS_ONLN))},
            {QStringLiteral("memory_mb"), memory / 1024 / 1024},
            {QStringLiteral("kernel"), QSysInfo::kernelVersion()},
            {QStringLiteral("system"), QSysInfo::prettyProductName()},
            {QStringLiteral("taken"), QDateTime::currentDateTime().toString(Qt::ISODate)},
            {QStringLiteral("load"), std::round(load * 100) / 100}};
}

} // namespace kiosk::bench
