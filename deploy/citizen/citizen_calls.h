#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/ipc/bus.h>

namespace kiosk::citizen
{

inline constexpr int callTimeoutMs = 5000;

/// Of a step that is looked at again until its time is over.
[[nodiscard]] inline Error notYet(const QString &detail)
{
    return fail(error::timeOut, detail);
}

/// Lets events pass for a moment: the pace of looking again, never a measure of readiness.
void letEventsPass();

/// Waits for a call's reply.
template <typename Reply> [[nodiscard]] Status succeeded(Reply &&reply)
{
    reply.waitForFinished();
    if (reply.isError())
        return ipc::errorFrom(reply.error());
    return {};
}

} // namespace kiosk::citizen
