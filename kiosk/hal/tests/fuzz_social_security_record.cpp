#include <kiosk/hal/social_security_record.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const char *const records[] = {
        "0110330300D15600000599110145FFFFFFFF",
        "0812393930303030313939303031303130303137091ED5C5B2E2CAD400000000000000000000000000000000000000000000"
        "0000",
        "0A01310B01010C039900000D0419900101",
        "0905CDF59931D94E0437000000",
        "0304322E300005042018060106042028060107094130303030303030310081",
    };
    const QByteArray record = QByteArray::fromHex(records[index % std::size(records)]);
    if (size_t(record.size()) > capacity)
        return 0;
    std::memcpy(buffer, record.constData(), size_t(record.size()));
    return size_t(record.size());
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto fields =
        hal::chipcard::splitRecord(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!fields)
        return 0;
    // What was split is no more than what came.
    qsizetype bytes = 0;
    for (const hal::chipcard::Field &field : *fields)
        bytes += 2 + field.value.size();
    if (fields->isEmpty() || bytes > qsizetype(size))
        std::abort();
    const auto card = hal::chipcard::cardOf(*fields);
    if (card && (!card->name.isValidUtf16() || !card->withheld.isEmpty() ||
                 card->name.contains(QChar(QChar::ReplacementCharacter))))
        std::abort();
    return 0;
}
