#pragma once

#include "message.h"

#include <QHash>
#include <QSet>

namespace kiosk::xfs4iot
{

/// Which requests are under way on a connection, and what a message is to them. Pure; thread: one at a time.
class RequestBook
{
public:
    enum class Verdict {
        Acknowledged, ///< begun, or queued
        Refused,      ///< not begun, and over
        Event,        ///< of a request under way
        Completed,    ///< over
        Unsolicited,
        Stranger, ///< of a request that is over, was given up, or never was: passed over
        Wrong,    ///< nothing that a service says: the connection is of no use any more
    };

    /// The next requestId, never used before on this connection.
    [[nodiscard]] int begin(const QString &name);
    [[nodiscard]] Verdict take(const Message &message);
    /// What still comes of it is a stranger's.
    void giveUp(int requestId);
    /// The same of one whose end means nothing.
    void forget(int requestId) { m_open.remove(requestId); }
    [[nodiscard]] qsizetype openRequests() const { return m_open.size(); }
    /// How many were given up, and have not ended since: more than one stands in the way of the next.
    [[nodiscard]] qsizetype unfinished() const { return m_givenUp.size(); }

private:
    int m_last = 0;
    QHash<int, QString> m_open; ///< command names
    QSet<int> m_givenUp;
};

} // namespace kiosk::xfs4iot
