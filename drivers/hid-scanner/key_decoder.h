#pragma once

#include <kiosk/hal/stream_scanner.h>

#include <linux/input.h>

namespace kiosk::hidscanner
{

enum class Terminator { Enter, Tab, None };

/// Codes from the keys of a keyboard (struct input_event, as the kernel gives them), as a scanner that is set
/// to the US layout presses them. A key that types nothing, or one with Control or Alt, spoils its code, and
/// so do lost events. Thread: one.
class KeyDecoder final : public hal::CodeDecoder
{
public:
    KeyDecoder(Terminator terminator, bool aim) : m_terminator(terminator), m_aim(aim) {}

    void feed(QByteArrayView bytes) override;
    void endOfSending() override { m_ended = true; }
    void clear() override;
    [[nodiscard]] Event next() override;
    [[nodiscard]] const hal::ScannedCode &code() const override { return m_code; }
    [[nodiscard]] bool inCode() const override
    {
        return !m_pending.isEmpty() || !m_typed.isEmpty() || m_spoilt;
    }

private:
    /// True where the code ends with it.
    bool take(const input_event &event);
    void press(quint16 key);
    [[nodiscard]] Event finish();

    Terminator m_terminator;
    bool m_aim;
    QByteArray m_pending; ///< bytes of events
    QByteArray m_typed;
    hal::ScannedCode m_code;
    int m_shifts = 0, m_modifiers = 0; ///< keys that are down
    bool m_capitals = false, m_spoilt = false, m_ended = false;
};

/// The character of a key on a US keyboard; '\0' where it has none. Pure; thread: any.
[[nodiscard]] char characterOf(quint16 key, bool shifted);

} // namespace kiosk::hidscanner
