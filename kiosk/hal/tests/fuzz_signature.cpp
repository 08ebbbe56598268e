#include <kiosk/hal/signature.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::hal;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const Signature signature{
        96, 48, {{{double(index % 96), 1, 0.5, 0ms}, {2, 2, 1, 10ms}}, {{3, 3, 0, 20ms}}}};
    const QByteArray text = QJsonDocument(toJson(signature)).toJson(QJsonDocument::Compact);
    const std::size_t size = std::min(capacity, std::size_t(text.size()));
    std::memcpy(buffer, text.constData(), size);
    return size;
}

/// What a screen hands over is refused, or is a signature that stays itself.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto signature = signatureFrom(QJsonDocument::fromJson(bytes).object());
    if (!signature)
        return 0;
    if (signature->length() < 0 || toJson(*signatureFrom(toJson(*signature))) != toJson(*signature))
        std::abort();
    return 0;
}
