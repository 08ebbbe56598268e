#pragma once

#include <QByteArray>
#include <QStringList>

#include <deque>

namespace kiosk::deviced
{

/// The last lines of a device's traffic, of so many bytes at most. Thread: one.
class TrafficRing
{
public:
    explicit TrafficRing(qsizetype most) : m_most(most) {}

    void add(const QStringList &lines);
    /// Its last whole lines, of so many bytes at most, each with its line feed.
    [[nodiscard]] QByteArray last(qsizetype most) const;
    [[nodiscard]] qsizetype size() const { return m_size; }

private:
    qsizetype m_most;
    qsizetype m_size = 0;
    std::deque<QByteArray> m_lines;
};

} // namespace kiosk::deviced
