#include "modbus.h"

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;
using namespace kiosk::modbus;

namespace
{

QByteArray questionOf(std::uint8_t which)
{
    return which % 3 == 0 ? writeCoil(1, which, true)
                          : readBits(1, which % 3 == 1 ? Function::ReadCoils : Function::ReadInputs, 0,
                                     quint16(1 + which));
}

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    QByteArray input(1, char(index));
    const QByteArray question = questionOf(std::uint8_t(index));
    QByteArray answer = question.first(2);
    answer.append(char((index % 256 + 8) / 8)).append(QByteArray((index % 256 + 8) / 8, char(index)));
    input += index % 3 == 0 ? question : answer + checksum(answer);
    const std::size_t size = std::min(capacity, std::size_t(input.size()));
    std::memcpy(buffer, input.constData(), size);
    return size;
}

/// Whatever comes: as many bits as were asked for, and what is no whole answer yet is none.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size == 0)
        return 0;
    const QByteArray question = questionOf(data[0]);
    const QByteArray received(reinterpret_cast<const char *>(data + 1), qsizetype(size - 1));
    const auto bits = parseAnswer(question, received);
    if (!bits || !*bits)
        return 0;
    if ((*bits)->size() != (data[0] % 3 == 0 ? 0 : 1 + data[0]))
        std::abort();
    for (qsizetype length = 0; length < received.size(); ++length) {
        const auto part = parseAnswer(question, received.first(length));
        if (!part || *part)
            std::abort();
    }
    return 0;
}
