#include "printer_state.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

/// Any bytes as the attributes of a printer: a text of lines, each a reason or (with '=') a tray.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    using namespace kiosk::cups;
    static const auto table = ReasonTable::load();
    if (!table)
        std::abort();
    PrinterAttributes printer;
    printer.state = size > 0 ? data[0] % 8 : 0;
    for (const QByteArray &line :
         QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)).split('\n')) {
        if (line.contains('='))
            printer.trays.append(parseInputTray(line));
        else
            printer.reasons.append(QString::fromUtf8(line));
    }
    PrinterParts parts;
    parts.trays = {{QStringLiteral("main"), QStringLiteral("main")},
                   {QStringLiteral("b"), QStringLiteral("tray-2")}};
    const QJsonObject state = describePrinter(printer, parts, *table);
    for (const char *part : {"device", "toner", "cover", "stacker"}) {
        if (state[QLatin1String(part)].toString().isEmpty())
            std::abort();
    }
    return 0;
}

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static constexpr const char *seeds[] = {"media-empty-error\nmaxcapacity=250;level=0;name=main",
                                            "cover-open\ntoner-low-report\nname=tray-2;level=-2",
                                            "media-jam,other"};
    const char *seed = seeds[index % 3];
    const std::size_t size = std::min(capacity, std::strlen(seed));
    std::memcpy(buffer, seed, size);
    return size;
}
