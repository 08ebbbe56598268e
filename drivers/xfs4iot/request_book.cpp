#include "request_book.h"

namespace kiosk::xfs4iot
{

int RequestBook::begin(const QString &name)
{
    m_last = m_last == largestRequestId ? 1 : m_last + 1;
    m_open.insert(m_last, name);
    return m_last;
}

void RequestBook::giveUp(int requestId)
{
    if (m_open.remove(requestId))
        m_givenUp.insert(requestId);
}

RequestBook::Verdict RequestBook::take(const Message &message)
{
    if (message.type == MessageType::Unsolicited)
        return Verdict::Unsolicited;
    if (message.type == MessageType::Command)
        return Verdict::Wrong;
    const auto request = m_open.constFind(message.requestId);
    if (request == m_open.cend()) {
        if (message.type == MessageType::Completion)
            m_givenUp.remove(message.requestId);
        return Verdict::Stranger;
    }
    if (message.type == MessageType::Event) // has a name of its own
        return Verdict::Event;
    if (!message.isNamed(*request))
        return Verdict::Wrong;
    if (message.type == MessageType::Acknowledge && message.status.isEmpty())
        return Verdict::Acknowledged;
    m_open.remove(message.requestId);
    return message.type == MessageType::Completion ? Verdict::Completed : Verdict::Refused;
}

} // namespace kiosk::xfs4iot
