#include "response_decoder.h"

#include <algorithm>
#include <utility>

namespace kiosk::escpos
{

namespace
{

constexpr char header = 0x37, processId = 0x22, cleared = 0x25;
constexpr qsizetype idStart = 2, idLength = 4, processLength = 7, clearedLength = 3;

bool isRealTime(quint8 byte)
{
    return (byte & 0x93) == 0x12;
}

bool isPaperSensor(quint8 byte)
{
    return byte == 0x00 || byte == 0x03 || byte == 0x0C || byte == 0x0F;
}

} // namespace

Response ResponseDecoder::take(Response response, qsizetype bytes)
{
    m_buffer.remove(0, bytes);
    return response;
}

std::optional<Response> ResponseDecoder::next()
{
    using Kind = Response::Kind;
    if (m_buffer.isEmpty())
        return std::nullopt;
    const auto first = quint8(m_buffer[0]);
    if (std::exchange(m_givenUp, false))
        return take({Kind::Noise, first}, 1);
    if (isRealTime(first))
        return take({Kind::RealTime, first}, 1);
    if (isPaperSensor(first))
        return take({Kind::PaperSensor, first}, 1);
    if (first != header)
        return take({Kind::Noise, first}, 1);
    if (m_buffer.size() == 1)
        return std::nullopt;
    if (m_buffer[1] != processId && m_buffer[1] != cleared)
        return take({Kind::Noise, first}, 1);
    const qsizetype length = m_buffer[1] == processId ? processLength : clearedLength;
    if (m_buffer.size() < length)
        return std::nullopt;
    const QByteArray id = length == processLength ? m_buffer.mid(idStart, idLength) : QByteArray();
    const bool printable = std::all_of(id.begin(), id.end(), [](char c) { return c >= ' ' && c <= '~'; });
    if (m_buffer[length - 1] != '\0' || !printable)
        return take({Kind::Noise, first}, 1);
    return take({id.isEmpty() ? Kind::Cleared : Kind::ProcessId, 0, id}, length);
}

} // namespace kiosk::escpos
