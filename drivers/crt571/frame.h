#pragma once

#include <QByteArray>

#include <optional>

/// The frames of a CRT-571, as pure functions of bytes, in both directions. Thread: any.
///
///     F2 | ADDR | LenHi LenLo | body | 03 | BCC
///
/// Len counts the body; BCC is the XOR of everything from F2 to 03. A body is `43 CM PM data` to the device,
/// `50 CM PM st0 st1 st2 data` or `4E CM PM e1 e0 data` from it (45 for 4E on some). Between frames stand
/// single bytes, 06 and 15.
namespace kiosk::crt571
{

/// A body has a header of up to 6 bytes and the longest answer of a chip, 256 and its status word; rounded
/// up.
inline constexpr qsizetype longestBody = 512;
inline constexpr qsizetype frameOverhead = 6;
inline constexpr char acknowledge = 0x06;
inline constexpr char refuse = 0x15;

/// CM and PM.
struct Command {
    quint8 command = 0;
    quint8 parameter = 0;
    [[nodiscard]] bool operator==(const Command &) const = default;
};

namespace command
{
inline constexpr Command initialise{0x30, 0x33}; ///< a card inside stays where it is
inline constexpr Command status{0x31, 0x30};
inline constexpr Command toContact{0x32, 0x31}; ///< with no card inside it draws one from the stack
inline constexpr Command toAntenna{0x32, 0x32}; ///< likewise
inline constexpr Command toBin{0x32, 0x33};
inline constexpr Command toGate{0x32, 0x39};
inline constexpr Command chipCold{0x51, 0x30};
inline constexpr Command chipOff{0x51, 0x31};
inline constexpr Command chipWarm{0x51, 0x38};
inline constexpr Command chipIo{0x51, 0x39};
} // namespace command

/// A question to the device.
struct Question {
    Command command;
    QByteArray data;
};

/// The device's answer.
struct Reply {
    bool positive = true;
    Command command;
    char st0 = '0';  ///< '0' no card, '1' at the gate, '2' at the chip
    char st1 = '0';  ///< stack: '0' empty, '1' few, '2' enough
    char st2 = '0';  ///< '1' bin full
    QByteArray code; ///< of a negative one, two characters: "A0"
    QByteArray data;
};

[[nodiscard]] QByteArray encodeFrame(quint8 address, QByteArrayView body);
[[nodiscard]] QByteArray encodeQuestion(quint8 address, Command command, QByteArrayView data = {});
[[nodiscard]] QByteArray encodeReply(quint8 address, const Reply &reply);

/// Nothing where the body is another one.
[[nodiscard]] std::optional<Question> questionFrom(const QByteArray &body);
[[nodiscard]] std::optional<Reply> replyFrom(const QByteArray &body);

/// The answer to reset within the data of a positive answer to chipCold and chipWarm: some devices put the
/// protocol ('0', '1') before it. Empty where there is none (it begins with 3B or 3F, ISO/IEC 7816-3).
[[nodiscard]] QByteArray answerToReset(const QByteArray &data);

/// Finds frames and single bytes in a stream that may be split anywhere and have noise in it.
class FrameDecoder
{
public:
    enum class Event {
        NeedsMore,   ///< nothing complete yet
        Frame,       ///< body() and address()
        Damaged,     ///< began as a frame, and has a wrong length, end or BCC
        Acknowledge, ///< 06
        Refuse,      ///< 15
        Noise,       ///< a byte that is nothing
    };

    void feed(QByteArrayView bytes) { m_buffer.append(bytes.data(), bytes.size()); }
    /// Call until NeedsMore. What is behind the first byte of a damaged frame is searched again: its length
    /// may lie.
    [[nodiscard]] Event next();
    [[nodiscard]] const QByteArray &body() const { return m_body; }
    [[nodiscard]] quint8 address() const { return m_address; }
    /// A frame has begun and is not complete.
    [[nodiscard]] bool inFrame() const { return !m_buffer.isEmpty(); }
    /// The rest of it does not come: a frame may have begun behind its first byte.
    void giveUpFrame() { m_buffer.remove(0, 1); }
    void clear() { m_buffer.clear(); }

private:
    QByteArray m_buffer;
    QByteArray m_body;
    quint8 m_address = 0;
};

} // namespace kiosk::crt571
