#include "variables.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::nut;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const QByteArray answer = "BEGIN LIST VAR kiosk\nVAR kiosk battery.charge \"" +
                              QByteArray::number(index) +
                              "\"\nVAR kiosk ups.model \"a \\\"b\\\\\"\nVAR kiosk ups.status \"OB LB\"\n"
                              "END LIST VAR kiosk\n";
    const std::size_t size = std::min(capacity, std::size_t(answer.size()));
    std::memcpy(buffer, answer.constData(), size);
    return size;
}

/// Whatever comes: an answer that is whole stays the same, whatever follows, and no number is out of range.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const QByteArray received(reinterpret_cast<const char *>(data), qsizetype(size));
    const auto variables = parseVariables(received, "kiosk");
    if (!variables || !*variables)
        return 0;
    const auto more = parseVariables(received + "VAR", "kiosk");
    if (received.size() + 3 <= longestAnswer && (!more || **more != **variables))
        std::abort();
    const auto state = stateOf(**variables, {});
    if ((state.charge && (*state.charge < 0 || *state.charge > 100)) ||
        (state.runtime && state.runtime->count() < 0))
        std::abort();
    return 0;
}
