#pragma once

namespace kiosk::ctl
{

/// What kioskctl's exit status means. Told to users by `kioskctl help exit-codes`.
enum ExitCode {
    ExitOk = 0,
    ExitFailed = 1,     ///< it was tried and did not work, or what was checked is not in order
    ExitUsage = 2,      ///< the command line makes no sense
    ExitNotRunning = 3, ///< no terminal (or not the part asked for) runs here
    ExitNoSuchThing = 4 ///< the terminal runs but has no such device, module, case …
};

} // namespace kiosk::ctl
