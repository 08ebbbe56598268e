#pragma once

#include <functional>

namespace kiosk::shell
{

/// A Wayland client that truncates the file behind its surface makes reading it raise SIGBUS. The guard maps
/// a page of zeros over the hole, so that the frame is drawn black instead of the shell dying, and calls
/// `onHole` from the event loop, where the client is ended. Call once, from the main thread.
void guardSharedMemory(std::function<void()> onHole);

} // namespace kiosk::shell
