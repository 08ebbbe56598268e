#include "frame.h"
#include "usb_framing.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::sam;

namespace
{

// A device's whole answer: each packet has its pipe and length before it.
constexpr int pipes = 2;

QByteArray packets(quint8 pipe, const QByteArray &bytes)
{
    QByteArray all;
    for (qsizetype at = 0; at < bytes.size(); at += 64) {
        const QByteArray packet = bytes.mid(at, 64);
        all.append(char(pipe)).append(char(packet.size())).append(packet);
    }
    return all;
}

/// What a device says of itself in its descriptors may be anything.
void tryDescriptors(const QByteArray &bytes)
{
    QList<hal::UsbInterface> interfaces;
    for (qsizetype at = 0; at + 3 <= bytes.size() && at < 96; at += 3) {
        if (at % 12 == 0)
            interfaces.append({quint8(interfaces.size()), quint8(bytes[at]), {}});
        interfaces.last().endpoints.append(
            {quint8(bytes[at]), (bytes[at + 1] & 1) != 0, quint8(bytes[at + 2])});
    }
    for (const auto known : {std::optional<UsbFraming>(), std::optional(UsbFraming::WrappedHid)}) {
        const auto chosen = choosePipes(interfaces, known);
        if (chosen &&
            ((chosen->in & 0x80) == 0 || (chosen->out & 0x80) != 0 || chosen->interface.endpoints.isEmpty()))
            std::abort();
    }
}

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const QByteArray frame = encodeReply({0, 0, std::uint8_t(index), QByteArray(int(index % 1300), 'x')});
    QByteArray stream = packets(0, frame.left(frameHeader)) + packets(1, frame.mid(frameHeader));
    if (index % 3 == 0)
        stream = packets(1, frame.mid(frameHeader)) + packets(0, frame.left(frameHeader));
    if (size_t(stream.size()) > capacity)
        return 0;
    std::memcpy(buffer, stream.constData(), size_t(stream.size()));
    return size_t(stream.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    tryDescriptors(bytes);

    // Pipes joined at once or packet by packet: the same frames. Nothing comes out that did not go in.
    QByteArray joined[2];
    for (int round = 0; round < 2; ++round) {
        PipeJoiner joiner;
        for (qsizetype at = 0; at + 2 <= bytes.size();) {
            const auto count = std::min<qsizetype>(quint8(bytes[at + 1]), bytes.size() - at - 2);
            const auto packet = QByteArrayView(bytes).sliced(at + 2, count);
            quint8(bytes[at]) % pipes == 0 ? joiner.feedHeader(packet) : joiner.feedBody(packet);
            if (round == 0)
                joined[round] += joiner.take();
            at += 2 + count;
        }
        joined[round] += joiner.take();
        if (joined[round].size() > bytes.size())
            std::abort();
    }
    if (joined[0] != joined[1])
        std::abort();

    // A frame goes through reports and envelope unharmed.
    const QByteArray frame = encodeFrame(bytes.left(longestBody) + "xx");
    FrameDecoder decoder(longestBody + 2);
    decoder.feed(reportsOf(wrapFrame(frame)).join());
    if (decoder.next() != FrameDecoder::Event::Frame || decoder.body() != bytes.left(longestBody) + "xx")
        std::abort();
    return 0;
}
