// A module's manifest: as its author writes it (module.yaml, checked when it is packed) and as a terminal
// reads it from a package (module.json).
#include <kiosk/core/manifest.h>

#include <QFile>
#include <QJsonDocument>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static const QByteArray yaml = [] {
        QFile file(qEnvironmentVariable("KIOSK_SOURCE") +
                   QStringLiteral("/modules/id-card-print/module.yaml"));
        if (!file.open(QIODevice::ReadOnly))
            std::abort();
        return file.readAll();
    }();
    static const QByteArray json = [] {
        const auto document = YamlDocument::parse(yaml, QStringLiteral("seed"));
        return document ? QJsonDocument(document->root()).toJson(QJsonDocument::Compact) : QByteArray();
    }();
    const QByteArray &seed = index % 2 == 0 ? yaml : json;
    const std::size_t size = std::min(capacity, std::size_t(seed.size()));
    std::memcpy(buffer, seed.constData(), size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    static const auto schema = loadSchema(QStringLiteral("module"));
    if (!schema)
        std::abort();
    const QByteArray bytes(reinterpret_cast<const char *>(data), qsizetype(size));
    if (const auto document = YamlDocument::parse(bytes, QStringLiteral("fuzz"))) {
        QList<Finding> findings;
        const auto manifest = Manifest::fromDocument(*document, *schema, findings);
        if (manifest.ok() != findings.isEmpty()) // refused with a reason, or taken without one
            std::abort();
    }
    if (const auto manifest = Manifest::fromJson(QJsonDocument::fromJson(bytes).object())) {
        const auto again = Manifest::fromJson(manifest->toJson());
        if (!again || again->toJson() != manifest->toJson())
            std::abort();
    }
    return 0;
}
