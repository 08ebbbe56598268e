#include <kiosk/hal/jpeg_stream.h>
#include <kiosk/hal/picture_codec.h>
#include <kiosk/hal/stand_in.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <cstring>
#include <vector>

using namespace kiosk;
using namespace kiosk::v4l2;

namespace
{
constexpr Size size{64, 48};
}

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    static PictureCodec codec;
    const auto jpeg = codec.encode(drawScene(size, index));
    const std::size_t length = std::min(capacity, jpeg ? std::size_t(jpeg->size()) : 0);
    std::memcpy(buffer, jpeg->constData(), length);
    return length;
}

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t length)
{
    const std::span<const uchar> frame(data, length);
    const auto plain = plainJpeg(frame);
    // What is plain already stays as it is, and has no note that names a place.
    if (plain) {
        const auto again =
            plainJpeg({reinterpret_cast<const uchar *>(plain->constData()), size_t(plain->size())});
        if (!again || *again != *plain)
            std::abort();
    }
    static PictureCodec codec;
    std::vector<uchar> pixels(size_t(size.width * size.height * 4));
    (void)codec.decode({frame, PixelFormat::Mjpg, size, 0, {}}, size, pixels.data()).ok();
    return 0;
}
