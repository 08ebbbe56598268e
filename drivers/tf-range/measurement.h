#pragma once

#include <QByteArray>

#include <optional>

namespace kiosk::tfrange
{

/// A frame: 59 59, distance in centimetres, strength, temperature (each two bytes, low byte first), the sum
/// of the eight before it.
namespace frame
{
constexpr qsizetype size = 9;
constexpr char head = 0x59;
constexpr qsizetype distance = 2, strength = 4, sum = 8;
} // namespace frame

/// Below this a distance means nothing, and at `blinded` neither (the makers' manuals).
constexpr int weakest = 100, blinded = 0xFFFF;
constexpr int farthest = 1200; ///< in centimetres: what sensors of the family say when nothing is in reach

struct Measurement {
    std::optional<int> distance; ///< in millimetres; nullopt: nothing in reach
};

/// From what a sensor sends, in whatever pieces it comes. Holds less than a frame between calls. Thread: one.
class MeasurementDecoder
{
public:
    /// The newest whole measurement in it, if there is one.
    [[nodiscard]] std::optional<Measurement> feed(QByteArrayView bytes);
    void clear() { m_pending.clear(); }

private:
    QByteArray m_pending;
};

} // namespace kiosk::tfrange
