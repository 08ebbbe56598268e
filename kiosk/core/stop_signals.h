#pragma once

#include <QSocketNotifier>
#ifdef __SANITIZE_THREAD__
#include <QTimer>
#endif

#include <functional>
#include <memory>

namespace kiosk
{

/// SIGTERM, SIGINT and SIGHUP as a call from the event loop. One object at a time; thread: main.
class StopSignals
{
public:
    explicit StopSignals(std::function<void()> stop);
    ~StopSignals();
    StopSignals(const StopSignals &) = delete;
    StopSignals &operator=(const StopSignals &) = delete;

private:
    std::unique_ptr<QSocketNotifier> m_notifier;
#ifdef __SANITIZE_THREAD__
    QTimer m_look;
#endif
};

} // namespace kiosk
