#include <kiosk/hal/terminal_configuration.h>

#include <algorithm>
#include <cstdint>
#include <cstring>

static constexpr char seed[] =
    "terminal: {id: \"990000-0001-0001\", type: gov, screen: {orientation: portrait}}\n"
    "devices:\n"
    "  - {id: a, class: id-card-reader, driver: none, connect: {serial: \"${run}/x\"}}\n"
    "  - {id: a, class: document-printer, driver: none, connect: {}, trays: []}\n";

extern "C" std::size_t kioskFuzzSeed(unsigned, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = std::min(capacity, sizeof(seed) - 1);
    std::memcpy(buffer, seed, size);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto document = kiosk::YamlDocument::parse(
        QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)), QStringLiteral("fuzz"));
    if (document)
        (void)kiosk::hal::readTerminalConfiguration(*document).ok();
    return 0;
}
