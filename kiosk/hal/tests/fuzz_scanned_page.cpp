// Any picture, as a device may give it, and any order: a page, or an error, and nothing else.
#include <kiosk/hal/page_picture.h>

#include <QJsonDocument>

#include <cstdint>
#include <cstdlib>

using namespace kiosk;
using namespace kiosk::hal;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t *data, std::size_t size)
{
    constexpr std::size_t head = 8;
    if (size <= head)
        return 0;
    const QByteArray text(reinterpret_cast<const char *>(data), qsizetype(size));
    (void)scanOrder(QJsonDocument::fromJson(text).object()).ok();

    // The bytes are fields of a pattern, so that sides and corners arise.
    const int width = 16 + data[0] * 2, height = 16 + data[1] * 2, field = 1 + data[2];
    cv::Mat pixels(height, width, data[3] % 2 == 0 ? CV_8UC1 : CV_8UC3);
    for (int y = 0; y < height; ++y)
        for (int x = 0; x < width * pixels.channels(); ++x)
            pixels.ptr(y)[x] = data[head + std::size_t(y / field * 7 + x / field) % (size - head)];
    const ScanRequest request{
        ScanSource(data[4] % 4), 75 + data[5] % 50, data[6] % 2 == 0, {60 + double(data[7]), 90}};
    const OperationContext context{Deadline::in(60s), {}};
    const auto page = pageOf({pixels, data[3] > 127 ? 100.0 : 0.0}, request, context);
    if (page && (page->pixels.empty() || !jpegOf(*page, request.resolution)))
        std::abort();
    return 0;
}
