#include <kiosk/hal/chip_apdu.h>

#include <kiosk/hal/smart_card_reader.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

namespace
{

// A command of this length, then answers, each behind its length.
constexpr std::uint8_t seed[] = {5,    0x00, 0xB2, 0x01, 0x04, 0x00, 2,    0x6C, 0x03, 4,
                                 0x01, 0x02, 0x61, 0x02, 4,    0x0A, 0x01, 0x90, 0x00};

QByteArray take(QByteArray &rest)
{
    if (rest.isEmpty())
        return {};
    const qsizetype size = std::min<qsizetype>(quint8(rest[0]), rest.size() - 1);
    const QByteArray taken = rest.mid(1, size);
    rest.remove(0, size + 1);
    return taken;
}

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = std::min(capacity, sizeof seed);
    std::memcpy(buffer, seed, size);
    if (size > 8)
        buffer[8] = std::uint8_t(index);
    return size;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    QByteArray rest(reinterpret_cast<const char *>(data), qsizetype(size));
    const QByteArray command = take(rest);
    if (!hal::SmartCardReader::checkCommand(command))
        return 0;
    hal::chipcard::Exchange exchange(command);
    for (;;) {
        const QByteArray &next = exchange.next();
        // Nothing is ever sent but the command, with another length, and GET RESPONSE.
        const bool isOurs = next.size() >= 4 && next.size() <= command.size() + 1 &&
                            (next.left(4) == command.left(4) || next[1] == '\xC0');
        const bool isGetResponse = next.size() == 5 && next[1] == '\xC0';
        if (!isOurs && !isGetResponse)
            std::abort();
        // An answer that is not there is empty, which ends it.
        const auto complete = exchange.received(take(rest));
        if (!complete || *complete)
            return 0;
    }
}
