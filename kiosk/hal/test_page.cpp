#include <kiosk/hal/test_page.h>

#include <kiosk/hal/calibration_page.h>
#include <kiosk/hal/test_code.h>

#define ZX_USE_UTF8 // else <ZXing/Result.h> asks for it in each build
#include <ZXing/ReadBarcode.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <cmath>
#include <vector>

namespace kiosk::hal
{

namespace
{

cv::Mat greyOfPicture(const cv::Mat &picture)
{
    if (picture.channels() == 1)
        return picture;
    cv::Mat grey;
    cv::cvtColor(picture, grey, cv::COLOR_BGR2GRAY);
    return grey;
}

struct SeenCode {
    QString text;
    QPointF middle; ///< dots
};

QPointF middleOf(const ZXing::Position &corners)
{
    QPointF sum;
    for (const auto &corner : corners)
        sum += QPointF(corner.x, corner.y);
    return sum / 4;
}

std::vector<SeenCode> codesOn(const cv::Mat &grey)
{
    ZXing::DecodeHints hints;
    hints.setFormats(ZXing::BarcodeFormat::QRCode).setMaxNumberOfSymbols(2);
    const ZXing::ImageView view(grey.data, grey.cols, grey.rows, ZXing::ImageFormat::Lum, int(grey.step));
    std::vector<SeenCode> seen;
    for (const auto &result : ZXing::ReadBarcodes(view, hints)) {
        const QString text = QString::fromStdString(result.text());
        if (result.isValid() && isTestCode(text))
            seen.push_back({text, middleOf(result.position())});
    }
    return seen;
}

} // namespace

TestPageReading readTestPage(const cv::Mat &page, const SizeMillimetres &size)
try {
    const auto places = testCodePlaces(size);
    const auto seen = places && !page.empty() ? codesOn(greyOfPicture(page)) : std::vector<SeenCode>();
    if (seen.size() != 2 || seen[0].text != seen[1].text)
        return {};
    const QPointF meant = (*places)[1] - (*places)[0], found = seen[1].middle - seen[0].middle;
    const auto percent = [](double dots, int side, double length, double millimetres) {
        return 100 * std::abs(dots) / side * length / std::abs(millimetres);
    };
    return {seen[0].text, percent(found.x(), page.cols, size.width, meant.x()),
            percent(found.y(), page.rows, size.height, meant.y())};
} catch (const std::exception &) {
    return {}; // what a library cannot do with a picture shows no code
}

double paperLight(const cv::Mat &picture)
{
    cv::Mat small;
    cv::resize(greyOfPicture(picture), small, {200, 280}, 0, 0, cv::INTER_AREA);
    std::vector<uchar> levels(small.begin<uchar>(), small.end<uchar>());
    const auto paper = levels.begin() + std::ptrdiff_t(levels.size() * 4 / 5);
    std::nth_element(levels.begin(), paper, levels.end());
    return *paper * 100.0 / 255;
}

} // namespace kiosk::hal
