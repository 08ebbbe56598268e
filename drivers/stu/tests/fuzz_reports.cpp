#include "reports.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::stu;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::uint8_t timed[] = {0x34, 0x91, 0xFF, 0x03, 0xE8, 0x03, 0xE8, 0xFF, 0xFE, std::uint8_t(index),
                                  0},
                       plain[] = {0x01, 0x80, 0, 0, 0x10, std::uint8_t(index), 0};
    std::size_t used = 0;
    for (unsigned pen = 0; pen < 4 && used + sizeof timed <= capacity; ++pen) {
        const bool withClock = (pen + index) % 2 == 0;
        std::memcpy(buffer + used, withClock ? timed : plain, withClock ? sizeof timed : sizeof plain);
        used += withClock ? sizeof timed : sizeof plain;
    }
    return used;
}

/// Whatever comes: numbers that a report can hold, and a pad that its own description allows.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    PenDecoder decoder;
    for (qsizetype at = 0; at < bytes.size(); at += 5)
        for (const PenSample &sample :
             decoder.feed(QByteArrayView(bytes).sliced(at, std::min(qsizetype(5), bytes.size() - at))))
            if (sample.pressure < 0 || sample.pressure > 0x0FFF || sample.x < 0 || sample.x > 0xFFFF)
                std::abort();
    if (const auto pad = capabilityIn(bytes); pad && pad->millimetres(pad->maxX) <= 0)
        std::abort();
    if (const auto model = modelIn(bytes); model && model->size() > 9)
        std::abort();
    return 0;
}
