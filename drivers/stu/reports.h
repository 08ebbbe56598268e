#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QList>

#include <optional>

namespace kiosk::stu
{

/// Numbers of the reports, and what Wacom's SDK calls them. Numbers in them are two bytes: of a pen and of a
/// pad's description high byte first, of areas and lengths low byte first.
namespace report
{
constexpr quint8 penData = 0x01, information = 0x08, capability = 0x09, clearScreen = 0x20, inkingMode = 0x21,
                 startImageDataArea = 0x24, startImageData = 0x25, imageDataBlock = 0x26, endImageData = 0x27,
                 handwritingDisplayArea = 0x2A, penDataOptionMode = 0x32, penDataTimeCount = 0x34;
constexpr qsizetype descriptionSize = 17;               ///< of information and capability
constexpr qsizetype blockSize = 256, mostInBlock = 253; ///< of a block of a picture, on HID
constexpr quint8 timeCountMode = 1;                     ///< of penDataOptionMode: pen reports have a clock
} // namespace report

/// A pen above the pad or on it, in the pad's own units.
struct PenSample {
    bool near = false;
    bool down = false;
    int pressure = 0;
    int x = 0;
    int y = 0;
    std::optional<quint16> clock; ///< ms, from 0 again after 65 s
};

/// Pen reports, in whatever pieces they come; other reports are skipped with all that came with them. Holds
/// less than a report between calls. Thread: one.
class PenDecoder
{
public:
    [[nodiscard]] QList<PenSample> feed(QByteArrayView bytes);
    void clear() { m_pending.clear(); }

private:
    QByteArray m_pending;
};

struct Capability {
    int maxX = 0; ///< the pad's units
    int maxY = 0;
    int maxPressure = 0;
    int screenWidth = 0; ///< pixels
    int screenHeight = 0;
    int resolution = 0; ///< units to the inch

    [[nodiscard]] double millimetres(int units) const { return units * 25.4 / resolution; }
};
/// Pure. Errors: protocolError (no pad has these).
[[nodiscard]] Result<Capability> capabilityIn(QByteArrayView bytes);
/// "STU-430". Pure. Errors: protocolError.
[[nodiscard]] Result<QString> modelIn(QByteArrayView bytes);

/// A part of the screen over its whole width, in pixels; both rows belong to it.
struct Rows {
    int first = 0;
    int last = 0;
    int width = 0;
};
[[nodiscard]] QByteArray writingArea(const Rows &rows);
/// `encoding`: 0 one bit (1 = white), 4 blue, green, red. Without rows: the whole screen.
[[nodiscard]] QByteArray pictureStart(quint8 encoding, const std::optional<Rows> &rows);
[[nodiscard]] QByteArrayList pictureBlocks(const QByteArray &picture);

} // namespace kiosk::stu
