#pragma once

#include <kiosk/hal/stream_scanner.h>

namespace kiosk::hidscanner
{

/// The input report of HID POS scanners ("Scanned Data", usage page 0x8C): 64 bytes.
namespace report
{
constexpr qsizetype size = 64;
constexpr quint8 id = 2;
constexpr qsizetype length = 1; ///< offset; how many bytes of data, up to mostData
constexpr qsizetype aim = 2;    ///< the AIM identifier, three bytes; zero where there is none
constexpr qsizetype data = 5;
constexpr qsizetype mostData = 56;
constexpr qsizetype flags = 63;
constexpr quint8 goesOn = 1; ///< in flags: the code continues in the next report
} // namespace report

/// Codes from reports. One that is not as it should be spoils its code. Thread: one.
class PosDecoder final : public hal::CodeDecoder
{
public:
    void feed(QByteArrayView bytes) override;
    void endOfSending() override { m_ended = true; }
    void clear() override;
    [[nodiscard]] Event next() override;
    [[nodiscard]] const hal::ScannedCode &code() const override { return m_code; }
    [[nodiscard]] bool inCode() const override { return m_midway || !m_pending.isEmpty(); }

private:
    /// True where the code ends with it.
    bool take(QByteArrayView one);

    QByteArray m_pending; ///< bytes of reports
    hal::ScannedCode m_code, m_building;
    bool m_midway = false, m_spoilt = false, m_ended = false;
};

/// Does a report descriptor have the usage page of scanners? (HID 1.11, 6.2.2.7.) Pure; thread: any.
[[nodiscard]] bool describesScanner(QByteArrayView descriptor);

} // namespace kiosk::hidscanner
