#include <kiosk/core/module_sources.h>

#include <cstdint>
#include <cstring>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    (void)kiosk::forbiddenIn(QStringLiteral("Page.qml"),
                             QByteArrayView(reinterpret_cast<const char *>(data), qsizetype(size)));
    return 0;
}

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    constexpr std::string_view seeds[] = {"import QtQuick 2.15 as Q; import \"a/b.js\" as B // c\nItem {}",
                                          ".pragma library\n.import X 1.0 as Y\n/* c */ var a",
                                          "/* x */ pragma Singleton\nimport Kiosk.Theme\n"};
    const std::string_view seed = seeds[index % std::size(seeds)];
    const std::size_t size = std::min(seed.size(), capacity);
    std::memcpy(buffer, seed.data(), size);
    return size;
}
