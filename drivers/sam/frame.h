#pragma once

#include <QByteArray>

#include <optional>

/// The frames of a resident ID card reader, as pure functions of bytes. Thread: any.
///
///     AA AA AA 96 69 | LenHi LenLo | body | XOR
///
/// Len counts the body and the checksum; the checksum is the XOR of everything from LenHi to the body's end.
namespace kiosk::sam
{

/// What a frame is known by: a reader may lose the first byte of the preamble.
inline constexpr QByteArrayView synchronisation("\xAA\xAA\x96\x69", 4);
/// The longest body a reader sends: status, lengths, text 256, photo 1024, fingerprints 1024 (command 30 10).
inline constexpr qsizetype longestBody = 3 + 6 + 256 + 1024 + 1024;
/// Preamble, length and checksum around a body.
inline constexpr qsizetype frameOverhead = 5 + 2 + 1;

/// What the driver asks for: CMD and PARA.
struct Command {
    quint8 command;
    quint8 parameter;
    [[nodiscard]] bool operator==(const Command &) const = default;
};

namespace command
{
inline constexpr Command reset{0x10, 0xFF};
inline constexpr Command status{0x11, 0xFF};
inline constexpr Command samId{0x12, 0xFF};
inline constexpr Command find{0x20, 0x01};
inline constexpr Command select{0x20, 0x02};
inline constexpr Command read{0x30, 0x01};
inline constexpr Command newestAddress{0x30, 0x03};
} // namespace command

/// A reader's answer. SW1 and SW2 come from the card where the card said no, else they are 0; SW3 is the
/// reader's.
struct Reply {
    quint8 sw1 = 0;
    quint8 sw2 = 0;
    quint8 sw3 = 0;
    QByteArray data;
};

[[nodiscard]] QByteArray encodeFrame(QByteArrayView body);
[[nodiscard]] QByteArray encodeCommand(Command command, QByteArrayView data = {});
[[nodiscard]] QByteArray encodeReply(const Reply &reply);

/// Nothing where the body is shorter than a status.
[[nodiscard]] std::optional<Reply> replyFrom(const QByteArray &body);

/// "05.01-20110511-0123456789-1234567890"; empty where the data is not 16 bytes.
[[nodiscard]] QString samIdText(const QByteArray &data);

/// Finds frames in a stream of bytes that may be split anywhere and have noise in it. A reader may lose the
/// first byte of the preamble, so AA AA 96 69 begins a frame too.
class FrameDecoder
{
public:
    enum class Event {
        NeedsMore,     ///< nothing complete yet
        Frame,         ///< body() is a frame's
        WrongLength,   ///< a preamble with a length that no frame has
        WrongChecksum, ///< a whole frame that is damaged
    };

    /// Longer bodies are a wrong length.
    explicit FrameDecoder(qsizetype longest = longestBody) : m_longestBody(longest) {}

    void feed(QByteArrayView bytes);
    /// Call until NeedsMore. After a wrong frame the search goes on behind its preamble, since the length may
    /// lie.
    [[nodiscard]] Event next();
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    /// A frame has begun and is not complete.
    [[nodiscard]] bool inFrame() const;
    /// Forgets what has begun.
    void clear();

private:
    qsizetype m_longestBody;
    QByteArray m_buffer;
    QByteArray m_body;
};

} // namespace kiosk::sam
