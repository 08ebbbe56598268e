#pragma once

#include <QByteArray>

#include <optional>

namespace kiosk::escpos
{

/// What a printer sends back. Its answers have no frame: fixed bits of the first byte tell them apart.
struct Response {
    enum class Kind {
        RealTime,    ///< DLE EOT: 0xx1xx10
        PaperSensor, ///< GS r 1: 00, 03 (near end), 0C, 0F (end)
        ProcessId,   ///< GS ( H: 37 22, four characters, 00
        Cleared,     ///< DLE DC4 8: 37 25 00
        Noise,       ///< anything else
    };
    Kind kind = Kind::Noise;
    quint8 byte = 0;    ///< of RealTime and PaperSensor
    QByteArray id = {}; ///< of ProcessId
};

/// Finds answers in a stream that may be split anywhere and have noise in it. Thread: one at a time.
class ResponseDecoder
{
public:
    void feed(const QByteArray &bytes) { m_buffer += bytes; }
    /// Nothing as long as the next answer is not whole.
    [[nodiscard]] std::optional<Response> next();
    /// The rest of an answer does not come: its first byte was noise.
    void giveUp() { m_givenUp = !m_buffer.isEmpty(); }
    void clear() { m_buffer.clear(); }

private:
    [[nodiscard]] Response take(Response response, qsizetype bytes);

    QByteArray m_buffer;
    bool m_givenUp = false;
};

} // namespace kiosk::escpos
