#include "key_decoder.h"

#include <kiosk/hal/tests/decoder_fuzz.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::hidscanner;

namespace
{

constexpr std::size_t strokeSize = 4; ///< type, key, value of an event, in few bytes

QByteArray eventsOf(const std::uint8_t *data, std::size_t size)
{
    QByteArray events;
    for (std::size_t at = 0; at + strokeSize <= size; at += strokeSize) {
        input_event event{};
        event.type = data[at] % 8 == 7 ? data[at] : quint16(EV_KEY);
        event.code = quint16(data[at + 1] | (data[at + 2] & 3) << 8);
        event.value = data[at + 3] % 4;
        events.append(reinterpret_cast<const char *>(&event), sizeof event);
    }
    return events;
}

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = std::min(capacity / strokeSize, std::size_t(40)) * strokeSize;
    for (std::size_t at = 0; at + strokeSize <= size; at += strokeSize) {
        const std::uint8_t stroke[strokeSize] = {0, std::uint8_t(2 + (at / 8 + index) % 56), 0,
                                                 std::uint8_t(at / 4 % 2 == 0 ? 1 : 0)};
        std::memcpy(buffer + at, stroke, strokeSize);
    }
    return size;
}

/// Whatever is pressed, in whatever pieces it is read: the same codes, none too long, and an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes = eventsOf(data + 1, size - 1);
    const auto codes = [&](qsizetype pieceSize) {
        return test::codesIn(KeyDecoder(Terminator(data[0] % 3), data[0] % 2 == 1), bytes, pieceSize);
    };
    if (codes(sizeof(input_event)) != codes(31))
        std::abort();
    return 0;
}
