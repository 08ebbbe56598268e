#pragma once

#include <kiosk/core/result.h>
#include <kiosk/serviced/rules.h>

namespace kiosk::services
{

/// Who this terminal is and whom it asks: the command line, and where that is silent devices.yaml.
struct Settings {
    QString terminal;     ///< region-outlet-terminal
    QString platform;     ///< https://host:port
    QString profile;      ///< name or file of a platform profile
    QString certificates; ///< folder with ca.crt, terminal.crt, terminal.key; default: in the state folder
    QString support;      ///< where support bundles are sent, https://…; empty: nowhere
    QString modules;      ///< folder of the installed modules
    Rules rules;

    /// Ends the process after --help and where an option is wrong. Errors: invalidData.
    [[nodiscard]] static Result<Settings> read(int argc, char **argv);
};

} // namespace kiosk::services
