#include <kiosk/deviced/traffic_relay.h>

#include <utility>

namespace kiosk::deviced
{

namespace
{

constexpr qsizetype mostWaiting = 1000; ///< lines, about 50 KiB

} // namespace

void TrafficRelay::add(const QString &line)
{
    const std::lock_guard lock(m_mutex);
    if (m_lines.size() >= mostWaiting) {
        ++m_lost;
        return;
    }
    m_lines.append(line);
    if (m_lines.size() == 1)
        QMetaObject::invokeMethod(this, &TrafficRelay::flush, Qt::QueuedConnection);
}

void TrafficRelay::flush()
{
    QStringList lines;
    {
        const std::lock_guard lock(m_mutex);
        lines = std::exchange(m_lines, {});
        if (m_lost > 0)
            lines.append(QStringLiteral("-- %1 lines lost").arg(std::exchange(m_lost, 0)));
    }
    Q_EMIT told(lines);
}

} // namespace kiosk::deviced
