#include <kiosk/core/payload.h>

#include <cstdint>
#include <cstring>

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const QByteArray image =
        kiosk::encodePayload({{{QStringLiteral("a"), int(index)}}, {QByteArray(int(index % 100), 'x'), "y"}});
    if (size_t(image.size()) > capacity)
        return 0;
    std::memcpy(buffer, image.constData(), size_t(image.size()));
    return size_t(image.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    (void)kiosk::decodePayload(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}
