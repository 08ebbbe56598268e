#include "card.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    QString text(128, u' ');
    text.replace(0, 3, QStringLiteral("张测试"));
    text.replace(18, 8, QStringLiteral("19900101"));
    text.replace(61, 15, QStringLiteral("990000199001010"));
    text.replace(94, 8, QStringLiteral("20180601"));
    text.replace(102, 8, index % 3 == 0 ? QStringLiteral("长期      ") : QStringLiteral("20380601"));
    text.replace(110, 8, QStringLiteral("19900101"));
    text[124] = u" JYIZ"[index % 5];
    QByteArray data("\x01\x00\x04\x00", 4);
    data.append(reinterpret_cast<const char *>(text.utf16()), 256).append(1024, 'p');
    if (size_t(data.size()) > capacity)
        return 0;
    std::memcpy(buffer, data.constData(), size_t(data.size()));
    return size_t(data.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)sam::parseNewestAddress(bytes);
    (void)sam::parseCard(bytes);
    const auto blocks = sam::splitCardData(bytes);
    if (!blocks)
        return 0;
    const auto card = sam::parseCard(blocks->text);
    // A card that is taken for good has what makes it one.
    if (card &&
        (card->idNumber.isEmpty() || !card->birth.isValid() || (card->validTo && !card->validTo->isValid())))
        std::abort();
    return 0;
}
