#include "frame.h"

#include <QtEndian>

#include <algorithm>

namespace kiosk::crt571
{

namespace
{

constexpr char start = char(0xF2);
constexpr char end = 0x03;
constexpr char question = 0x43;
constexpr char positive = 0x50;
constexpr char negative = 0x4E;
constexpr char otherNegative = 0x45;
constexpr qsizetype head = 4; // F2, ADDR, length
constexpr qsizetype tail = 2; // 03, BCC

char checksum(QByteArrayView bytes)
{
    char sum = 0;
    for (const char byte : bytes)
        sum = char(sum ^ byte);
    return sum;
}

bool isCodeCharacter(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'A' && c <= 'Z');
}

} // namespace

QByteArray encodeFrame(quint8 address, QByteArrayView body)
{
    QByteArray frame;
    frame.append(start).append(char(address));
    frame.append(char(body.size() >> 8)).append(char(body.size()));
    frame.append(body.data(), body.size()).append(end);
    return frame.append(checksum(frame));
}

QByteArray encodeQuestion(quint8 address, Command command, QByteArrayView data)
{
    QByteArray body;
    body.append(question).append(char(command.command)).append(char(command.parameter));
    return encodeFrame(address, body.append(data.data(), data.size()));
}

QByteArray encodeReply(quint8 address, const Reply &reply)
{
    QByteArray body;
    body.append(reply.positive ? positive : negative);
    body.append(char(reply.command.command)).append(char(reply.command.parameter));
    if (reply.positive)
        body.append(reply.st0).append(reply.st1).append(reply.st2);
    else
        body.append(reply.code);
    return encodeFrame(address, body.append(reply.data));
}

std::optional<Question> questionFrom(const QByteArray &body)
{
    if (body.size() < 3 || body[0] != question)
        return std::nullopt;
    return Question{{quint8(body[1]), quint8(body[2])}, body.mid(3)};
}

std::optional<Reply> replyFrom(const QByteArray &body)
{
    if (body.size() < 5)
        return std::nullopt;
    Reply reply;
    reply.command = {quint8(body[1]), quint8(body[2])};
    if (body[0] == positive && body.size() >= 6) {
        reply.st0 = body[3];
        reply.st1 = body[4];
        reply.st2 = body[5];
        reply.data = body.mid(6);
        return reply;
    }
    // The code goes into logs as it is.
    const bool isNegative = body[0] == negative || body[0] == otherNegative;
    if (!isNegative || !isCodeCharacter(body[3]) || !isCodeCharacter(body[4]))
        return std::nullopt;
    reply.positive = false;
    reply.code = body.mid(3, 2);
    reply.data = body.mid(5);
    return reply;
}

QByteArray answerToReset(const QByteArray &data)
{
    const auto begins = [](const QByteArray &bytes) {
        return bytes.startsWith(char(0x3B)) || bytes.startsWith(char(0x3F));
    };
    if (begins(data))
        return data;
    const QByteArray rest = data.mid(1);
    return begins(rest) ? rest : QByteArray();
}

FrameDecoder::Event FrameDecoder::next()
{
    if (m_buffer.isEmpty())
        return Event::NeedsMore;
    if (m_buffer.front() != start) {
        const char byte = m_buffer.front();
        m_buffer.remove(0, 1);
        return byte == acknowledge ? Event::Acknowledge : byte == refuse ? Event::Refuse : Event::Noise;
    }
    if (m_buffer.size() < head)
        return Event::NeedsMore;
    const qsizetype length = qFromBigEndian<quint16>(m_buffer.constData() + 2);
    // Shorter than a question without data is no frame in either direction.
    const bool possible = length >= 3 && length <= longestBody;
    if (possible && m_buffer.size() < head + length + tail)
        return Event::NeedsMore;
    const QByteArrayView summed = QByteArrayView(m_buffer).first(possible ? head + length + 1 : 0);
    if (!possible || summed.back() != end || checksum(summed) != m_buffer[summed.size()]) {
        giveUpFrame();
        return Event::Damaged;
    }
    m_address = quint8(m_buffer[1]);
    m_body = m_buffer.mid(head, length);
    m_buffer.remove(0, head + length + tail);
    return Event::Frame;
}

} // namespace kiosk::crt571
