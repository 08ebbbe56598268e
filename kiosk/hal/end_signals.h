#pragma once

#include <functional>
#include <memory>

namespace kiosk::hal
{

/// SIGTERM and SIGINT as an event of the loop, so that an emulator takes its link and its socket away before
/// it goes.
class EndSignals
{
public:
    /// Blocks both. Before any thread and any QCoreApplication.
    EndSignals();
    ~EndSignals();

    /// Calls `end` once, from the event loop of this thread. After the QCoreApplication was made.
    void whenSent(std::function<void()> end);

private:
    struct Data;
    std::unique_ptr<Data> m_data;
};

} // namespace kiosk::hal
