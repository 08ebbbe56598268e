#include "pos_decoder.h"

#include <kiosk/hal/tests/decoder_fuzz.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::hidscanner;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = std::size_t(report::size) * (1 + index % 80);
    if (capacity < size)
        return 0;
    std::memset(buffer, int('a' + index % 26), size);
    for (std::size_t at = 0; at < size; at += report::size) {
        buffer[at] = report::id;
        buffer[at + report::length] = std::uint8_t(index % (report::mostData + 2));
        std::memcpy(buffer + at + report::aim, "]Q1", hal::aimLength);
        buffer[at + report::flags] = at + report::size < size ? report::goesOn : 0;
    }
    return size;
}

/// Whatever comes, in whatever pieces: the same codes, none too long, and an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)describesScanner(bytes);
    if (test::codesIn(PosDecoder(), bytes, report::size) != test::codesIn(PosDecoder(), bytes, 7))
        std::abort();
    return 0;
}
