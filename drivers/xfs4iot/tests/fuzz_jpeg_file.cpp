#include "jpeg_file.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk;

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    QByteArray file =
        QByteArray::fromHex("ffd8ffe000044a46ffe1000645786966ffc0000b0801e0028001011100ffda0003001234");
    file.append(int(index % 7), 'x').append("\xFF\xD9");
    if (size_t(file.size()) > capacity)
        return 0;
    std::memcpy(buffer, file.constData(), size_t(file.size()));
    return size_t(file.size());
}

/// Whatever comes: a picture is no longer than its file, has a size, and has lost nothing more when it is
/// taken again.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    const auto picture = xfs4iot::takeJpeg(QByteArray(reinterpret_cast<const char *>(data), qsizetype(size)));
    if (!picture)
        return 0;
    if (picture->jpeg.size() > qsizetype(size) || picture->width <= 0 || picture->height <= 0)
        std::abort();
    const auto again = xfs4iot::takeJpeg(picture->jpeg);
    if (!again || again->jpeg != picture->jpeg)
        std::abort();
    return 0;
}
