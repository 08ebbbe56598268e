#include "pos_decoder.h"

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
    QByteArrayList found[2];
    for (int round = 0; round < 2; ++round) {
        PosDecoder decoder;
        const auto take = [&] {
            for (auto event = decoder.next(); event != PosDecoder::Event::NeedsMore; event = decoder.next()) {
                if (event != PosDecoder::Event::Code)
                    continue;
                if (decoder.code().data.size() > hal::longestCode)
                    std::abort();
                found[round].append(decoder.code().data);
            }
        };
        const qsizetype pieceSize = round == 0 ? report::size : 7;
        for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
            decoder.feed(QByteArrayView(bytes).sliced(at, std::min(pieceSize, bytes.size() - at)));
            take();
        }
        decoder.endOfSending();
        take();
        if (decoder.inCode())
            std::abort();
    }
    if (found[0] != found[1])
        std::abort();
    return 0;
}
