#include "line_decoder.h"

#include <kiosk/hal/tests/decoder_fuzz.h>

#include <QList>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::serialscanner;

namespace
{

Framing framingOf(unsigned choice)
{
    static const Framing framings[] = {{{}, "\r", false},
                                       {{}, "\r\n", true},
                                       {"\x02", "\x03", false},
                                       {{}, {}, true},
                                       {"\x02\x02", {}, false}};
    return framings[choice % std::size(framings)];
}

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const Framing framing = framingOf(index);
    QByteArray stream(1, char(index));
    for (unsigned code = 0; code < index % 4; ++code)
        stream += framing.prefix + (framing.aim ? "]Q1" : "") + QByteArray(int(index * 37 % 5000), 'x') +
                  framing.suffix;
    if (size_t(stream.size()) > capacity)
        return 0;
    std::memcpy(buffer, stream.constData(), size_t(stream.size()));
    return size_t(stream.size());
}

/// Whatever comes, in whatever pieces: the same codes, each of them among what came, none too long.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray bytes(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const QByteArrayList found = test::codesIn(LineDecoder(framingOf(data[0])), bytes, 4096);
    const bool among =
        std::all_of(found.begin(), found.end(), [&](const QByteArray &code) { return bytes.contains(code); });
    if (!among || found != test::codesIn(LineDecoder(framingOf(data[0])), bytes, 7))
        std::abort();
    return 0;
}
