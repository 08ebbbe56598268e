#pragma once

#include <kiosk/core/sealed_memory.h>

namespace kiosk::modulehost
{

/// Shuts the process in, for good: Landlock (where the kernel has it) lets it read what the sandbox shows and
/// write to its tmpfs only; seccomp takes away new programs, new processes, networks, tracing and the rest
/// that a page of QML never needs. Both bind only threads made afterwards, so this is the first thing main()
/// does. Errors: authorisationRequired, and then the process must not go on.
[[nodiscard]] Status shutIn();

} // namespace kiosk::modulehost
