#include <kiosk/core/yaml_document.h>

#include <cstdint>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto document = kiosk::YamlDocument::parse(
        QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), QStringLiteral("fuzz"));
    if (document)
        (void)document->line({QStringLiteral("a"), QStringLiteral("b")});
    return 0;
}
