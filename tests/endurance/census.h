#pragma once

#include <deploy/citizen/processes.h>

#include <QJsonObject>
#include <QMap>

namespace kiosk::endurance
{

/// What the processes of one name take together.
struct Figures {
    int processes = 0;
    qint64 proportional = 0; ///< PSS, KiB
    qint64 dirty = 0;        ///< private dirty, KiB
    int descriptors = 0;
    int threads = 0;
};

/// The terminal at rest, between two sessions.
struct Census {
    QMap<QString, Figures> processes;
    int zombies = 0;
    QStringList
        files;    ///< of its folders, but logs, what grows with the journal, and sockets with random names
    int jobs = 0; ///< that the print server still knows

    [[nodiscard]] static Census take(const citizen::TerminalAddress &terminal);
};

} // namespace kiosk::endurance
