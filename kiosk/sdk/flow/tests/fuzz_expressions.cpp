// What a module's flow puts into its steps, over what a platform answered.
#include <kiosk/sdk/flow/expressions.h>

#include <QJsonDocument>

#include <algorithm>
#include <cstdint>
#include <cstring>

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static constexpr const char *seeds[] = {
        R"({"value":{"a":"$query.name","b":["${query.rows.0.n}元","$$"]},"known":{"query":{"name":"x","rows":[{"n":1}]}}})",
        R"({"value":"共${form.n}份，${form.missing}${","known":{"form":{"n":2.5,"o":{"p":null}}}})"};
    const char *seed = seeds[index % 2];
    const std::size_t size = std::min(capacity, std::strlen(seed));
    std::memcpy(buffer, seed, size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QJsonObject input =
        QJsonDocument::fromJson(
            QByteArray::fromRawData(reinterpret_cast<const char *>(data), qsizetype(size)))
            .object();
    (void)kiosk::sdk::resolve(input[u"value"], input[u"known"].toObject());
    return 0;
}
