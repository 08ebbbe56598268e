#include "frame.h"

#include <kiosk/core/sealed_memory.h>

#include <algorithm>

namespace kiosk::epp
{

namespace
{

constexpr qsizetype commandSize = 2;

char sumOf(QByteArrayView bytes)
{
    char sum = 0;
    for (const char byte : bytes)
        sum = char(sum ^ byte);
    return sum;
}

/// Between the 02 and the 03.
std::optional<Message> messageIn(const QByteArray &body)
{
    const bool readable = std::all_of(
        body.begin(), body.end(), [](char c) { return (c >= ' ' && c <= '~') || c == control::separator; });
    if (!readable || body.size() < commandSize)
        return std::nullopt;
    Message message{body.first(commandSize), {}};
    if (body.size() == commandSize)
        return message;
    if (body[commandSize] != control::separator)
        return std::nullopt;
    message.fields = body.mid(commandSize + 1).split(control::separator);
    return message;
}

} // namespace

QByteArray encodeFrame(const Message &message)
{
    QByteArray body = message.command;
    for (const QByteArray &field : message.fields)
        body += control::separator + field;
    body += control::end;
    return control::begin + body + sumOf(body);
}

std::optional<Received> FrameDecoder::next()
{
    while (!m_pending.isEmpty()) {
        const char first = m_pending[0];
        if (first == control::good || first == control::bad) {
            m_pending.remove(0, 1);
            return Received{first == control::good ? Received::Kind::Good : Received::Kind::Bad};
        }
        if (first != control::begin) { // noise
            m_pending.remove(0, 1);
            continue;
        }
        const qsizetype end = m_pending.indexOf(control::end);
        if (end < 0 && m_pending.size() < longestFrame)
            return std::nullopt;
        if (end < 0 || end >= longestFrame) {
            m_pending.remove(0, 1);
            return Received{};
        }
        if (m_pending.size() < end + 2)
            return std::nullopt;
        const QByteArrayView body = QByteArrayView(m_pending).sliced(1, end);
        const bool whole = sumOf(body) == m_pending[end + 1];
        const auto message = whole ? messageIn(m_pending.mid(1, end - 1)) : std::nullopt;
        m_pending.remove(0, whole ? end + 2 : 1);
        return message ? Received{Received::Kind::Message, *message} : Received{};
    }
    return std::nullopt;
}

void FrameDecoder::clear()
{
    wipe(m_pending);
}

} // namespace kiosk::epp
