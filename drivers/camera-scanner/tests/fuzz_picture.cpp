#include "code_recognizer.h"

#include <opencv2/core/utility.hpp>

#include <algorithm>
#include <cstdint>
#include <cstdlib>

using namespace kiosk;

namespace
{

constexpr int headerSize = 2;
constexpr int largestSide = 96; // a second of pictures is many

} // namespace

extern "C" std::size_t kioskFuzzSeed(unsigned index, std::uint8_t *buffer, std::size_t capacity)
{
    const std::size_t size = headerSize + 40 * 40;
    if (capacity < size)
        return 0;
    buffer[0] = 40;
    buffer[1] = 40;
    // Fields and bars of all widths, which look like codes to whoever looks for them.
    const unsigned across = index % 7 + 1, down = index % 5 + 1;
    for (unsigned at = 0; at < 40 * 40; ++at)
        buffer[headerSize + at] = std::uint8_t(
            ((at % 40 / across) * (index + 3) ^ (at / 40 / down) * (index + 5)) % 3 == 0 ? 0 : 255);
    return size;
}

/// Whatever is in a picture of whatever shape: an end, and no code that is longer than one can be.
extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    if (size < headerSize + 1)
        return 0;
    cv::setNumThreads(1);
    const int width = std::clamp(data[0] % largestSide, 1, largestSide);
    const int height = std::min(int(size - headerSize) / width, largestSide);
    if (height < 1)
        return 0;
    static camerascanner::CodeRecognizer any,
        weak({hal::Symbology::Codabar, hal::Symbology::Itf, hal::Symbology::Code93, hal::Symbology::UpcE});
    const cv::Mat picture(height, width, CV_8UC1, const_cast<std::uint8_t *>(data) + headerSize);
    for (camerascanner::CodeRecognizer *recognizer : {&any, &weak}) {
        const auto code = recognizer->find(picture, Deadline::in(Milliseconds(3)), {});
        if (code && code->data.size() > hal::longestCode)
            std::abort();
    }
    return 0;
}
