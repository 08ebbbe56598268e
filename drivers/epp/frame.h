#pragma once

#include <QByteArray>
#include <QByteArrayList>

#include <optional>

namespace kiosk::epp
{

/// A frame: 02, two characters of command, fields between 1C, 03, and the exclusive or of all after the 02.
/// Each is answered by one byte, and sent again where that says so.
namespace control
{
constexpr char begin = 0x02, end = 0x03, good = 0x06, bad = 0x15, separator = 0x1C;
} // namespace control

/// Commands to the pad, and what it says. Our own, in the framing that PIN pads commonly have.
namespace command
{
constexpr auto identify = "I0", enterPin = "P0", enterData = "D0", stop = "C0"; ///< each answered in kind
constexpr auto count = "K0";                  ///< from the pad: how many digits there are
constexpr auto pinEnd = "P1", dataEnd = "D1"; ///< from the pad: an entry has ended
} // namespace command

/// First field of pinEnd and dataEnd, and the third of identify.
namespace outcome
{
constexpr auto entered = "0", canceled = "1", timedOut = "2", noKey = "3", refused = "4", tampered = "5";
} // namespace outcome

constexpr qsizetype longestFrame = 512;

struct Message {
    QByteArray command;
    QByteArrayList fields;

    bool operator==(const Message &) const = default;
};

/// Pure. Fields hold printable ASCII only.
[[nodiscard]] QByteArray encodeFrame(const Message &message);

/// What came on the line: a message, or its answer.
struct Received {
    enum class Kind { Message, Good, Bad, Damaged } kind = Kind::Damaged;
    Message message = {};
};

/// From bytes in whatever pieces they come. Holds less than a frame between calls, and never more than the
/// longest. Thread: one.
class FrameDecoder
{
public:
    void feed(QByteArrayView bytes) { m_pending.append(bytes.data(), bytes.size()); }
    /// nullopt: more is needed.
    [[nodiscard]] std::optional<Received> next();
    /// Overwrites what is left: digits may be in it.
    void clear();

private:
    QByteArray m_pending;
};

} // namespace kiosk::epp
