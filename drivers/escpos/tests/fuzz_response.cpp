#include "printer_status.h"
#include "response_decoder.h"

#include <QList>

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::escpos;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    QByteArray stream = QByteArray::fromHex(index % 2 == 0 ? "12161e7e"
                                                             "37223030303100"
                                                             "00"
                                                           : "3725000f"
                                                             "a5"
                                                             "3722ff"
                                                             "32");
    stream = stream.repeated(int(index % 4) + 1);
    if (size_t(stream.size()) > capacity)
        return 0;
    std::memcpy(buffer, stream.constData(), size_t(stream.size()));
    return size_t(stream.size());
}

/// Whatever comes, in whatever pieces: the same answers, as many bytes as came, an end, and every status has
/// a word.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    QList<Response::Kind> found[2];
    for (int round = 0; round < 2; ++round) {
        ResponseDecoder decoder;
        const qsizetype pieceSize = round == 0 ? bytes.size() + 1 : 3;
        for (qsizetype at = 0; at < bytes.size(); at += pieceSize) {
            decoder.feed(bytes.mid(at, pieceSize));
            while (const auto response = decoder.next()) {
                if (response->kind == Response::Kind::ProcessId && response->id.size() != 4)
                    std::abort();
                found[round].append(response->kind);
            }
        }
        for (decoder.giveUp(); decoder.next(); decoder.giveUp()) {
        }
    }
    if (found[0] != found[1])
        std::abort();
    if (size >= 4 &&
        describeStatus(decodeStatus({data[0], data[1], data[2], data[3]}))["device"].toString().isEmpty())
        std::abort();
    return 0;
}
