// Templates are a module's, and a module may be hostile: whatever the bytes, the answer is a document or an
// error.
#include <kiosk/sdk/documents/document.h>

#include <QJsonArray>

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <cstring>

namespace
{

// One of each element; the fuzzer cuts and mixes.
const QByteArray seed = R"(<document title="t" size="A5" margins="20 10 20 10">
<watermark angle="30" size="20">{{name}}</watermark>
<header><text y="5" weight="bold">{{name}}</text></header>
<footer><page-number align="center"/></footer>
<page><group x="5" y="5"><rect width="40" height="20" radius="3"/><line y1="9" x2="20" dash="1"/></group>
<qr x="10" y="40" level="Q">{{url}}</qr><code128 x="50" y="40" align="right">{{n}}</code128>
{{#photo}}<image width="9" height="9" key="photo"/>{{/photo}}
<flow y="90">{{#rows}}<field label="a">{{n}}</field><p indent="2">{{day | date}}</p>{{/rows}}<space height="2"/></flow>
</page></document>)";

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    // Whole, or any half of it: an odd cut is what a parser trips over.
    const std::size_t size = index % 3 == 0 ? std::size_t(seed.size()) : index % std::size_t(seed.size());
    const std::size_t length = std::min(capacity, size);
    std::memcpy(buffer, seed.constData(), length);
    return length;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace kiosk::documents;
    static const QJsonObject row{{QStringLiteral("n"), 7},
                                 {QStringLiteral("day"), QStringLiteral("2026-11-23")}};
    static const QJsonObject values{{QStringLiteral("name"), QStringLiteral("张测试𬍛<&>")},
                                    {QStringLiteral("url"), QStringLiteral("https://example.invalid/v?c=1")},
                                    {QStringLiteral("n"), QStringLiteral("SL1")},
                                    {QStringLiteral("rows"), QJsonArray{row, row, row}}};
    static const QHash<QString, QByteArray> images{
        {QStringLiteral("photo"), QByteArray::fromBase64("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAAAAAA6fptVAAAACkl"
                                                         "EQVR4nGNgAAAAAgABSK+kcQAAAABJRU5ErkJggg==")}};
    const auto document =
        render(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), values, images, {});
    if (document && document->pageCount() < 3)
        (void)document->image(0, 20);
    return 0;
}
