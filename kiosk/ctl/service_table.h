#pragma once

#include <kiosk/core/clock.h>
#include <kiosk/core/result.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QHash>
#include <QJsonObject>
#include <QSet>

#include <optional>

namespace kiosk::ctl
{

using Variables = QHash<QString, QString>;

/// ${name} filled in; an unknown name is left as it stands, so that it is seen.
[[nodiscard]] QString expand(QString text, const Variables &variables);

/// How a service is known to be ready. One of line, notify and file is set.
struct ReadyCondition {
    QString line;
    bool notify = false; ///< READY=1 to $NOTIFY_SOCKET
    QString file;
    Milliseconds within{0};
};

struct RestartRule {
    Milliseconds first;
    Milliseconds longest;
};

/// One program that kioskctl up starts; strings still hold their variables.
struct Service {
    QString id;
    QString program;
    QStringList arguments;
    QHash<QString, QString> environment;
    QStringList needs;
    bool once = false;
    bool ends = false; ///< its orderly end is the end of the terminal
    bool optional =
        false; ///< the terminal comes up without it: a device that is not there is a fault, not the end
    std::optional<ReadyCondition> ready;
    std::optional<Milliseconds> watchdog; ///< ready and silent for that long, it hangs
    std::optional<RestartRule> restart;   ///< without: its end ends the terminal
};

/// The services whose conditions hold, and one for each emulator of the configuration. A need that is not
/// among them is dropped. Errors: invalidData with file and line.
[[nodiscard]] Result<QList<Service>> loadServices(const QString &file, const QSet<QString> &conditions,
                                                  const QJsonArray &emulators);

} // namespace kiosk::ctl
