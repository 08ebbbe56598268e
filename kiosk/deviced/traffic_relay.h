#pragma once

#include <QObject>
#include <QStringList>

#include <mutex>

namespace kiosk::deviced
{

/// Lines of the driver's threads for the main one, many at a time.
class TrafficRelay : public QObject
{
    Q_OBJECT

public:
    /// Any thread; never blocks. A wire that is faster than the main thread loses lines, which is told.
    void add(const QString &line);

Q_SIGNALS:
    /// Thread: main.
    void told(const QStringList &lines);

private:
    void flush();

    std::mutex m_mutex;
    QStringList m_lines; ///< guarded by m_mutex, as what follows
    int m_lost = 0;
};

} // namespace kiosk::deviced
