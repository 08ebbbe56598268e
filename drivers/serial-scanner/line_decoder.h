#pragma once

#include <kiosk/hal/stream_scanner.h>

namespace kiosk::serialscanner
{

/// What a scanner puts around each code.
struct Framing {
    QByteArray prefix = {};
    QByteArray suffix = QByteArrayLiteral("\r"); ///< empty = silence
    bool aim = false;                            ///< an AIM identifier before the code
};

/// Codes from the bytes of a line. What comes before a prefix is noise, and so are line ends at the start of
/// a code. Thread: one.
class LineDecoder final : public hal::CodeDecoder
{
public:
    explicit LineDecoder(Framing framing) : m_framing(std::move(framing)) {}

    void feed(QByteArrayView bytes) override;
    void endOfSending() override { m_ended = true; }
    void clear() override;
    [[nodiscard]] Event next() override;
    [[nodiscard]] const hal::ScannedCode &code() const override { return m_code; }
    [[nodiscard]] bool inCode() const override { return !m_pending.isEmpty() || m_tooLong; }

private:
    [[nodiscard]] qsizetype longestLine() const;
    [[nodiscard]] bool skipToCode();
    [[nodiscard]] Event finish(qsizetype end, qsizetype after);

    Framing m_framing;
    QByteArray m_pending;
    bool m_tooLong = false; ///< dropped until it ends
    bool m_ended = false;
    hal::ScannedCode m_code;
};

} // namespace kiosk::serialscanner
