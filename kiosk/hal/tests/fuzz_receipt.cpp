#include <kiosk/hal/receipt.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::hal;

static constexpr char seed[] = "{\"text\":\"回执\",\"align\":\"center\",\"size\":48}\n{\"divider\":true}\n"
                               "{\"qr\":\"https://example.invalid\"}\n{\"raster\":1,\"align\":\"right\"}\n"
                               "{\"feed_mm\":3}\n{\"cut\":\"full\"}\n\0P4\n8 1\n\xFF";

extern "C" std::size_t kioskFuzzSeed(unsigned, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = std::min(capacity, sizeof(seed) - 1);
    std::memcpy(buffer, seed, size);
    return size;
}

/// Lines, and behind a zero byte a picture. What is taken fits the paper, and has an end that holds nothing
/// of it.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    const qsizetype zero = bytes.indexOf('\0');
    const QList<QByteArray> pictures = zero < 0 ? QList<QByteArray>() : QList{bytes.mid(zero + 1)};
    const auto receipt = parseReceipt(zero < 0 ? bytes : bytes.left(zero), pictures);
    if (!receipt)
        return 0;
    for (const ReceiptElement &element : *receipt)
        if (element.picture.width > receiptDots ||
            element.picture.rows.size() != qsizetype(element.picture.rowBytes()) * element.picture.height)
            std::abort();
    const QList<Receipt> blocks = blocksOf(*receipt, true);
    if (blocks.size() < 2 || blocks.last().size() != 3 ||
        std::any_of(blocks.begin(), blocks.end(), [](const Receipt &block) { return block.isEmpty(); }))
        std::abort();
    return 0;
}
