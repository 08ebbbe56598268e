#include "measurement.h"

namespace kiosk::tfrange
{

namespace
{

constexpr int millimetresInCentimetre = 10;

int numberAt(QByteArrayView bytes, qsizetype at)
{
    return quint8(bytes[at]) | quint8(bytes[at + 1]) << 8;
}

bool isWhole(QByteArrayView bytes)
{
    quint8 sum = 0;
    for (qsizetype at = 0; at < frame::sum; ++at)
        sum = quint8(sum + quint8(bytes[at]));
    return bytes[0] == frame::head && bytes[1] == frame::head && sum == quint8(bytes[frame::sum]);
}

Measurement measured(QByteArrayView bytes)
{
    const int distance = numberAt(bytes, frame::distance), strength = numberAt(bytes, frame::strength);
    if (strength < weakest || strength == blinded || distance == 0 || distance >= farthest)
        return {};
    return {distance * millimetresInCentimetre};
}

} // namespace

std::optional<Measurement> MeasurementDecoder::feed(QByteArrayView bytes)
{
    m_pending.append(bytes.data(), bytes.size());
    std::optional<Measurement> newest;
    qsizetype at = 0;
    while (m_pending.size() - at >= frame::size) {
        const QByteArrayView candidate = QByteArrayView(m_pending).sliced(at, frame::size);
        const bool whole = isWhole(candidate);
        if (whole)
            newest = measured(candidate);
        at += whole ? frame::size : 1;
    }
    m_pending.remove(0, at);
    return newest;
}

} // namespace kiosk::tfrange
