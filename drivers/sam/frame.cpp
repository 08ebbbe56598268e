#include "frame.h"

#include <QString>
#include <QtEndian>

#include <algorithm>

namespace kiosk::sam
{

namespace
{

constexpr QByteArrayView preamble("\xAA\xAA\xAA\x96\x69", 5);

quint8 checksum(QByteArrayView bytes)
{
    quint8 sum = 0;
    for (const char byte : bytes)
        sum ^= quint8(byte);
    return sum;
}

} // namespace

QByteArray encodeFrame(QByteArrayView body)
{
    QByteArray frame(preamble.data(), preamble.size());
    const qsizetype length = body.size() + 1;
    frame.append(char(length >> 8)).append(char(length)).append(body.data(), body.size());
    frame.append(char(checksum(QByteArrayView(frame).sliced(preamble.size()))));
    return frame;
}

QByteArray encodeCommand(Command command, QByteArrayView data)
{
    QByteArray body;
    body.append(char(command.command)).append(char(command.parameter)).append(data.data(), data.size());
    return encodeFrame(body);
}

QByteArray encodeReply(const Reply &reply)
{
    QByteArray body;
    body.append(char(reply.sw1)).append(char(reply.sw2)).append(char(reply.sw3)).append(reply.data);
    return encodeFrame(body);
}

std::optional<Reply> replyFrom(const QByteArray &body)
{
    if (body.size() < 3)
        return std::nullopt;
    return Reply{quint8(body[0]), quint8(body[1]), quint8(body[2]), body.mid(3)};
}

QString samIdText(const QByteArray &data)
{
    if (data.size() != 16)
        return {};
    const auto *bytes = data.constData();
    return QStringLiteral("%1.%2-%3-%4-%5")
        .arg(qFromLittleEndian<quint16>(bytes), 2, 10, QLatin1Char('0'))
        .arg(qFromLittleEndian<quint16>(bytes + 2), 2, 10, QLatin1Char('0'))
        .arg(qFromLittleEndian<quint32>(bytes + 4), 8, 10, QLatin1Char('0'))
        .arg(qFromLittleEndian<quint32>(bytes + 8), 10, 10, QLatin1Char('0'))
        .arg(qFromLittleEndian<quint32>(bytes + 12), 10, 10, QLatin1Char('0'));
}

void FrameDecoder::feed(QByteArrayView bytes)
{
    m_buffer.append(bytes.data(), bytes.size());
}

FrameDecoder::Event FrameDecoder::next()
{
    const qsizetype start = m_buffer.indexOf(synchronisation);
    if (start < 0) {
        // What is left may be the beginning of a preamble.
        m_buffer = m_buffer.right(synchronisation.size() - 1);
        return Event::NeedsMore;
    }
    m_buffer.remove(0, start);
    const qsizetype head = synchronisation.size() + 2;
    if (m_buffer.size() < head)
        return Event::NeedsMore;
    const qsizetype length = qFromBigEndian<quint16>(m_buffer.constData() + synchronisation.size());
    // Shorter than CMD, PARA and checksum is no frame in either direction.
    if (length < 3 || length - 1 > m_longestBody) {
        m_buffer.remove(0, synchronisation.size());
        return Event::WrongLength;
    }
    if (m_buffer.size() < head + length)
        return Event::NeedsMore;
    const QByteArrayView summed = QByteArrayView(m_buffer).sliced(synchronisation.size(), 2 + length - 1);
    if (checksum(summed) != quint8(m_buffer[head + length - 1])) {
        m_buffer.remove(0, synchronisation.size());
        return Event::WrongChecksum;
    }
    m_body = m_buffer.mid(head, length - 1);
    m_buffer.remove(0, head + length);
    return Event::Frame;
}

bool FrameDecoder::inFrame() const
{
    return m_buffer.startsWith(synchronisation);
}

void FrameDecoder::clear()
{
    m_buffer.clear();
    m_body.clear();
}

} // namespace kiosk::sam
