#pragma once

#include <QList>

#include <sys/types.h>

namespace kiosk::cups
{

/// The processes whose parent this is now, ended ones not counted. Thread: any.
[[nodiscard]] QList<pid_t> childrenOf(pid_t parent);

} // namespace kiosk::cups
