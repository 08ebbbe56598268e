#pragma once

#include "counts.h"

namespace kiosk::bench
{

/// The device hosts of a terminal of so many devices, all online, on their emulators; and as many programs
/// with Qt, a connection to the bus, and nothing else. configuration: hosts.yaml; folder: short. Takes root,
/// for a device host forbids to be looked into: without, the figure has a note. Figure: device-hosts.
[[nodiscard]] Status measureHostMemory(const QString &configuration, const QString &folder,
                                       const DeviceCounts &counts, Collected &collected);

} // namespace kiosk::bench
