#include "frame.h"

#include <QList>
#include <QString>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::sam;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    QByteArray stream(int(index % 7), '\xAA');
    stream += encodeReply({0, 0, std::uint8_t(index), QByteArray(int(index % 1300), 'x')});
    stream += encodeCommand(command::find);
    if (size_t(stream.size()) > capacity)
        return 0;
    std::memcpy(buffer, stream.constData(), size_t(stream.size()));
    return size_t(stream.size());
}

/// Whatever comes, in whatever pieces: the same frames, none longer than a frame can be, and an end.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    QList<QByteArray> found[2];
    for (int round = 0; round < 2; ++round) {
        FrameDecoder decoder;
        const qsizetype pieceSize = round == 0 ? bytes.size() + 1 : 5;
        for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
            decoder.feed(QByteArrayView(bytes).sliced(at, std::min(pieceSize, bytes.size() - at)));
            for (auto event = decoder.next(); event != FrameDecoder::Event::NeedsMore;
                 event = decoder.next()) {
                if (event != FrameDecoder::Event::Frame)
                    continue;
                if (decoder.body().size() > longestBody)
                    std::abort();
                (void)replyFrom(decoder.body());
                (void)samIdText(decoder.body());
                found[round].append(decoder.body());
            }
        }
    }
    if (found[0] != found[1])
        std::abort();
    return 0;
}
