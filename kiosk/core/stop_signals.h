#pragma once

#include <QSocketNotifier>

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
};

} // namespace kiosk
