#pragma once

#include <kiosk/hal/device.h>

#include <functional>
#include <memory>

namespace kiosk::pcsc
{

/// libpcsclite waits for its daemon, the daemon for the reader, and the reader for the card, and none of them
/// can be told to give up. So its calls are made on a thread of their own, which is given up in their place:
/// whoever waits returns in time, and the call ends when it ends.
///
/// Thread: one at a time.
class CallThread
{
public:
    CallThread();
    /// Waits for nobody: `last` runs on the thread as soon as that is free.
    ~CallThread();

    /// Runs a call and waits for its end. It must own all that it touches. Errors: timeOut and canceled; the
    /// thread is lost then, unless `interrupt`, run beside the call, ended it.
    [[nodiscard]] Status run(std::function<void()> call, hal::OperationContext &context,
                             const std::function<void()> &interrupt = {});
    /// A call was given up: make another thread.
    [[nodiscard]] bool isLost() const { return m_lost; }
    /// What to do when this object goes: after the call that is under way, if there is one.
    void finally(std::function<void()> last);

private:
    struct Shared;
    std::shared_ptr<Shared> m_shared;
    bool m_lost = false;
};

} // namespace kiosk::pcsc
