// A recording comes from a technician's machine; what it holds goes through the driver's parsers.
#include "frame.h"
#include "recording_format.h"

#include <QFile>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::sam;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const auto content = [](const char *name) {
        QFile file(qEnvironmentVariable("KIOSK_SOURCE") + QStringLiteral("/drivers/sam/recordings/") +
                   QLatin1String(name));
        if (!file.open(QIODevice::ReadOnly))
            std::abort();
        return file.readAll();
    };
    static const QByteArray seeds[] = {content("visit.txt"), content("verified.txt")};
    const QByteArray &seed = seeds[index % 2];
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto frames = parseRecording(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!frames)
        return 0;
    FrameDecoder decoder;
    for (const RecordedFrame &frame : *frames) {
        if (frame.bytes.isEmpty())
            std::abort();
        decoder.feed(frame.bytes);
        while (decoder.next() != FrameDecoder::Event::NeedsMore)
            continue;
    }
    return 0;
}
