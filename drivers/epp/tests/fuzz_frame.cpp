#include "frame.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::epp;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const QByteArray seed = QByteArray(1, control::good) +
                            encodeFrame({command::count, {QByteArray::number(index % 13)}}) +
                            encodeFrame({command::pinEnd, {"0", "6", "4", "test-1", QByteArray(32, 'a')}});
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

/// Whatever comes, in whatever pieces: an end, and messages that are the same when they are sent back.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    qsizetype messages[2] = {};
    for (int round = 0; round < 2; ++round) {
        FrameDecoder decoder;
        const qsizetype piece = round == 0 ? std::max(bytes.size(), qsizetype(1)) : 3;
        for (qsizetype at = 0; at < bytes.size(); at += piece) {
            decoder.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at)));
            while (const auto received = decoder.next()) {
                if (received->kind != Received::Kind::Message)
                    continue;
                ++messages[round];
                FrameDecoder again;
                again.feed(encodeFrame(received->message));
                const auto same = again.next();
                if (!same || same->message != received->message)
                    std::abort();
            }
        }
    }
    if (messages[0] != messages[1])
        std::abort();
    return 0;
}
