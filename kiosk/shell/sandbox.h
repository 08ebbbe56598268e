#pragma once

#include <QProcessEnvironment>
#include <QStringList>

namespace kiosk::shell
{

/// How a module host is shut in. Pure: what is here is what tests look at.
struct Sandbox {
    QString hostProgram;  ///< kiosk-modulehost
    QString portalFolder; ///< holds this host's D-Bus socket and nothing else
    QString fontsFile;    ///< fontconfig's configuration, since there is no /etc
    int waylandSocket =
        -1; ///< inherited connection to the compositor; there is no socket to connect to a second time

    int threads = 0; ///< that the host lets itself have

    /// Arguments for bwrap. No network, no /etc, no /proc, /usr read-only, a tmpfs of its own.
    [[nodiscard]] QStringList arguments() const;
};

} // namespace kiosk::shell
