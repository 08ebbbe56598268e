#include "measurement.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::tfrange;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t count = std::min(capacity / std::size_t(frame::size), std::size_t(8));
    for (std::size_t at = 0; at < count; ++at) {
        std::uint8_t bytes[frame::size] = {
            0x59, 0x59, std::uint8_t(index), std::uint8_t(index >> 8), 0xDC, 0x05, 0x60, 0x09};
        for (int byte = 0; byte < frame::sum; ++byte)
            bytes[frame::sum] = std::uint8_t(bytes[frame::sum] + bytes[byte]);
        std::memcpy(buffer + at * frame::size, bytes, frame::size);
    }
    return count * frame::size;
}

/// Whatever comes, in whatever pieces: the same last measurement, in the family's reach.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    std::optional<int> last[2];
    for (int round = 0; round < 2; ++round) {
        MeasurementDecoder decoder;
        const qsizetype piece = round == 0 ? std::max(bytes.size(), qsizetype(1)) : 2;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            if (const auto found =
                    decoder.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))))
                last[round] = found->distance.value_or(-1);
    }
    if (last[0] != last[1] || (last[0] && *last[0] > farthest * 10))
        std::abort();
    return 0;
}
