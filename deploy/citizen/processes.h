#pragma once

#include "terminal_run.h"

#include <QList>

#include <sys/types.h>

namespace kiosk::citizen
{

struct TerminalProcess {
    /// The service's id; of its children also the device or the program: "serviced", "deviced/id-card",
    /// "shell/kiosk-modulehost". The same for each life of it.
    QString name;
    pid_t pid = 0;
};

/// What runs of the product now: kioskctl, the services and all their children. Not what plays the world
/// around a terminal: emulators, the department's platform, the screen.
[[nodiscard]] QList<TerminalProcess> productProcesses(const TerminalAddress &terminal);

/// Every process below this one, itself not.
[[nodiscard]] QList<pid_t> descendantsOf(pid_t parent);

} // namespace kiosk::citizen
