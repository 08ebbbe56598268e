// Numbers and names come from cards, platforms and citizens' fingers; masks must hide whatever they are
// given.
#include <kiosk/core/checks.h>
#include <kiosk/core/masking.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static constexpr const char *seeds[] = {"990000199001010017", "91990000MA0TE5T163", "张测试",
                                            "示例市样例区测试街道一号"};
    const char *seed = seeds[index % 4];
    const std::size_t size = std::min(capacity, std::strlen(seed));
    std::memcpy(buffer, seed, size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QString text = QString::fromUtf8(reinterpret_cast<const char *>(data), qsizetype(size)).left(1000);
    if (isIdNumber(text) && text.size() != 18)
        std::abort();
    if (isCreditCode(text) && text.size() != 18)
        std::abort();
    for (const QString &masked : {maskName(text), maskIdNumber(text), maskPhone(text), maskAddress(text)}) {
        if (!text.isEmpty() && masked == text && !text.contains(u'*'))
            std::abort();
    }
    int digits = 0;
    for (const QChar character : redactNumbers(text)) {
        digits = character >= u'0' && character <= u'9' ? digits + 1 : 0;
        if (digits >= 7)
            std::abort();
    }
    return 0;
}
