#include "frame.h"

#include <QList>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::crt571;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    Reply reply;
    reply.positive = index % 3 != 0;
    reply.command = command::chipIo;
    reply.code = "A0";
    reply.data = QByteArray(int(index % 300), 'x');
    QByteArray stream(int(index % 5), index % 2 == 0 ? acknowledge : '\xF2');
    stream += encodeReply(quint8(index), reply) + encodeQuestion(0, command::status);
    if (size_t(stream.size()) > capacity)
        return 0;
    std::memcpy(buffer, stream.constData(), size_t(stream.size()));
    return size_t(stream.size());
}

/// Whatever comes, in whatever pieces: the same frames, none longer than a frame can be, each of them what it
/// would be encoded to, and an end.
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
                if (decoder.body().size() > longestBody ||
                    !bytes.contains(encodeFrame(decoder.address(), decoder.body())))
                    std::abort();
                (void)questionFrom(decoder.body());
                if (const auto reply = replyFrom(decoder.body()))
                    (void)answerToReset(reply->data);
                found[round].append(decoder.body());
            }
        }
        // What is left ends, too.
        while (decoder.inFrame()) {
            decoder.giveUpFrame();
            while (decoder.next() != FrameDecoder::Event::NeedsMore) {
            }
        }
    }
    if (found[0] != found[1])
        std::abort();
    return 0;
}
