#include "keypad_decoder.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <linux/input.h>

using namespace kiosk;
using namespace kiosk::evdevkeypad;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t count = std::min(capacity / sizeof(input_event), std::size_t(16));
    for (std::size_t at = 0; at < count; ++at) {
        const input_event event{{}, EV_KEY, quint16(KEY_UP + (index + at) % 8), int(at % 3)};
        std::memcpy(buffer + at * sizeof event, &event, sizeof event);
    }
    return count * sizeof(input_event);
}

/// Whatever comes, in whatever pieces: the same events, of known actions only.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    QStringList found[2];
    for (int round = 0; round < 2; ++round) {
        KeypadDecoder decoder({{KEY_UP, QStringLiteral("up")},
                               {KEY_DOWN, QStringLiteral("down")},
                               {KEY_LEFT, headsetIn.toString()}});
        const qsizetype piece = round == 0 ? std::max(bytes.size(), qsizetype(1)) : 7;
        for (qsizetype at = 0; at < bytes.size(); at += piece)
            for (const auto &event :
                 decoder.feed(QByteArrayView(bytes).sliced(at, std::min(piece, bytes.size() - at))))
                found[round].append(QString::number(int(event.kind)) + event.action);
    }
    if (found[0] != found[1])
        std::abort();
    for (const QString &event : found[0])
        if (event.size() > 1 && event.mid(1) != u"up" && event.mid(1) != u"down")
            std::abort();
    return 0;
}
