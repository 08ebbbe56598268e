#pragma once

#include <QtGlobal>

namespace kiosk::hal
{

/// For emulators: stops a process of many threads, or lets it run on. Returns once every thread stands:
/// kill() alone comes back while one of them may still answer.
///
/// @param pid a child of this process, and not a dead one.
void setFrozen(qint64 pid, bool frozen);

} // namespace kiosk::hal
