// What a back end says of a picture, and what it sends: a picture of that size, or an error.
#include "../picture_assembler.h"

#include <cstdint>
#include <cstdlib>
#include <cstring>

using namespace kiosk::sane;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    PictureAssembler picture;
    bool whole = false;
    while (!whole && size > 10) {
        std::int16_t numbers[3];
        std::memcpy(numbers, data, sizeof numbers);
        const SANE_Parameters parameters{SANE_Frame(data[6] % 6),
                                         data[7] % 2 != 0 ? SANE_TRUE : SANE_FALSE,
                                         numbers[0],
                                         numbers[1],
                                         numbers[2],
                                         data[8]};
        const std::size_t length = std::min<std::size_t>(data[9] * 8U, size - 10);
        if (!picture.begin(parameters) || !picture.add({data + 10, length}))
            return 0;
        const auto ended = picture.endFrame();
        if (!ended)
            return 0;
        whole = *ended;
        data += 10 + length;
        size -= 10 + length;
        if (whole && picture.picture().cols != parameters.pixels_per_line)
            std::abort();
    }
    return 0;
}
