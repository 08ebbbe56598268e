#include <kiosk/deviced/traffic_ring.h>

namespace kiosk::deviced
{

void TrafficRing::add(const QStringList &lines)
{
    for (const QString &line : lines) {
        m_lines.push_back(line.toUtf8() + '\n');
        m_size += m_lines.back().size();
    }
    while (m_size > m_most) {
        m_size -= m_lines.front().size();
        m_lines.pop_front();
    }
}

QByteArray TrafficRing::last(qsizetype most) const
{
    auto from = m_lines.end();
    for (qsizetype size = 0; from != m_lines.begin(); --from) {
        size += std::prev(from)->size();
        if (size > most)
            break;
    }
    QByteArray text;
    for (; from != m_lines.end(); ++from)
        text += *from;
    return text;
}

} // namespace kiosk::deviced
