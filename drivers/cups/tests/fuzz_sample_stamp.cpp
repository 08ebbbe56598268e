#include "documents.h"

#include <kiosk/hal/sample_stamp.h>

#include <cstdint>
#include <cstdlib>
#include <cstring>

/// A document from a platform is anything until it is checked. One that counts as printable must come out of
/// the stamp printable, with as many pages.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray pdf(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto pages = kiosk::hal::countPages(pdf, 50);
    if (!pages)
        return 0;
    const auto stamped = kiosk::hal::stampSample(pdf);
    if (!stamped)
        return 0;
    const auto after = kiosk::hal::countPages(*stamped, 50);
    if (!after || *after != *pages)
        std::abort();
    return 0;
}

extern "C" std::size_t kioskFuzzSeed(unsigned, std::uint8_t *buffer, std::size_t capacity)
{
    static constexpr const char seed[] =
        "%PDF-1.4\n"
        "1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n"
        "2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1/MediaBox[0 0 595 842]>>endobj\n"
        "3 0 obj<</Type/Page/Parent 2 0 R/Rotate 90/Contents 4 0 R>>endobj\n"
        "4 0 obj<</Length 8>>stream\n0 0 m S \nendstream endobj\n"
        "trailer<</Root 1 0 R/Size 5>>\n%%EOF\n";
    const std::size_t size = std::min(capacity, sizeof seed - 1);
    std::memcpy(buffer, seed, size);
    return size;
}
