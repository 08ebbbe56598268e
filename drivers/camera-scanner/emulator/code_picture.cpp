#include "code_picture.h"

#define ZX_USE_UTF8 // else <ZXing/…> asks for it in each build
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>

#include <opencv2/imgproc.hpp>

#include <algorithm>
#include <array>
#include <map>

namespace kiosk::camerascanner::emulator
{

namespace
{

constexpr int viewWidth = 800, viewHeight = 600;
constexpr double wall = 190, paper = 235, ink = 25;

using hal::Symbology;
using ZXing::BarcodeFormat;

std::optional<BarcodeFormat> writerOf(Symbology symbology)
{
    static const std::map<Symbology, BarcodeFormat> writers{
        {Symbology::QrCode, BarcodeFormat::QRCode},   {Symbology::DataMatrix, BarcodeFormat::DataMatrix},
        {Symbology::Aztec, BarcodeFormat::Aztec},     {Symbology::Pdf417, BarcodeFormat::PDF417},
        {Symbology::Code128, BarcodeFormat::Code128}, {Symbology::Code39, BarcodeFormat::Code39},
        {Symbology::Ean13, BarcodeFormat::EAN13},     {Symbology::Ean8, BarcodeFormat::EAN8}};
    const auto writer = writers.find(symbology);
    return writer == writers.end() ? std::nullopt : std::optional(writer->second);
}

/// The code on its paper, with the light and the ink of `holding`.
Result<cv::Mat> printed(const QByteArray &data, Symbology symbology, const Holding &holding)
try {
    const auto format = writerOf(symbology);
    if (!format)
        return fail(error::unsupportedData, QStringLiteral("cannot draw the kind %1").arg(wordOf(symbology)));
    ZXing::MultiFormatWriter writer(*format);
    writer.setEncoding(ZXing::CharacterSet::UTF8).setMargin(symbology == Symbology::QrCode ? 4 : 10);
    const bool linear = symbology == Symbology::Code128 || symbology == Symbology::Code39 ||
                        symbology == Symbology::Ean13 || symbology == Symbology::Ean8;
    const auto bits = writer.encode(data.toStdString(), 1, linear ? 60 : 1);
    const double middle = (paper + ink) / 2, half = (paper - ink) / 2 * holding.contrast;
    cv::Mat result(bits.height(), bits.width(), CV_8UC1);
    for (int y = 0; y < bits.height(); ++y)
        for (int x = 0; x < bits.width(); ++x)
            result.at<uchar>(y, x) =
                uchar(bits.get(x, y) != holding.inverted ? middle - half : middle + half);
    return result;
} catch (const std::exception &exception) {
    return fail(error::unsupportedData, QString::fromUtf8(exception.what()));
}

void addGlare(cv::Mat &view)
{
    cv::Mat light(view.size(), CV_8UC1, cv::Scalar::all(0));
    const cv::Point place(int(view.cols * 0.56), int(view.rows * 0.53));
    cv::circle(light, place, view.rows / 14, cv::Scalar::all(200), cv::FILLED);
    cv::GaussianBlur(light, light, {0, 0}, view.rows / 18.0);
    cv::add(view, light, view);
}

/// Of something that is not close: its edge is soft.
void addShadow(cv::Mat &view)
{
    constexpr double darkest = 0.35, edge = 90; // px
    for (int x = 0; x < view.cols; ++x) {
        const double across = std::clamp((x - view.cols / 2.0) / edge + 0.5, 0.0, 1.0);
        cv::Mat column = view.col(x);
        column.convertTo(column, -1, darkest + (1 - darkest) * across);
    }
}

void addNoise(cv::Mat &view, double strength)
{
    cv::Mat noise(view.size(), CV_16SC1), sum;
    cv::RNG random(20260101); // the same each time
    random.fill(noise, cv::RNG::NORMAL, 0, strength);
    view.convertTo(sum, CV_16SC1);
    sum += noise;
    sum.convertTo(view, CV_8UC1);
}

} // namespace

Holding Holding::from(const QJsonObject &object)
{
    Holding holding;
    const auto number = [&](QStringView name, double &value) { value = object[name].toDouble(value); };
    number(u"size", holding.size);
    number(u"turned", holding.turned);
    number(u"tilted", holding.tilted);
    number(u"blur", holding.blur);
    number(u"contrast", holding.contrast);
    number(u"noise", holding.noise);
    number(u"middle", holding.middle);
    holding.glare = object[u"glare"].toBool();
    holding.shadow = object[u"shadow"].toBool();
    holding.inverted = object[u"inverted"].toBool();
    return holding;
}

cv::Mat emptyView()
{
    cv::Mat view(viewHeight, viewWidth, CV_8UC1);
    for (int x = 0; x < viewWidth; ++x)
        view.col(x).setTo(wall - 30.0 * x / viewWidth);
    addNoise(view, 2);
    return view;
}

Status hold(cv::Mat &view, const QByteArray &data, Symbology symbology, const Holding &holding)
{
    const auto code = printed(data, symbology, holding);
    if (!code)
        return code.error();
    const float width = float(code->cols), height = float(code->rows);
    const std::array<cv::Point2f, 4> from{cv::Point2f{0, 0}, {width, 0}, {width, height}, {0, height}};
    const double scale = holding.size / code->cols, angle = holding.turned * CV_PI / 180;
    std::array<cv::Point2f, 4> to;
    for (size_t corner = 0; corner < from.size(); ++corner) {
        const bool far = corner < 2;
        const double x = (double(from[corner].x) - code->cols / 2.0) * scale * (far ? 1 - holding.tilted : 1),
                     y = (double(from[corner].y) - code->rows / 2.0) * scale;
        to[corner] = {float(view.cols * holding.middle + x * std::cos(angle) - y * std::sin(angle)),
                      float(view.rows * 0.5 + x * std::sin(angle) + y * std::cos(angle))};
    }
    // Drawn large and made smaller: a camera's pixel is the mean of what it sees.
    cv::Mat large;
    constexpr int fine = 4;
    cv::resize(*code, large, {}, fine, fine, cv::INTER_NEAREST);
    std::array<cv::Point2f, 4> fromLarge;
    for (size_t corner = 0; corner < from.size(); ++corner)
        fromLarge[corner] = from[corner] * float(fine);
    cv::warpPerspective(large, view, cv::getPerspectiveTransform(fromLarge, to), view.size(), cv::INTER_AREA,
                        cv::BORDER_TRANSPARENT);
    if (holding.shadow)
        addShadow(view);
    if (holding.glare)
        addGlare(view);
    if (holding.blur > 0)
        cv::GaussianBlur(view, view, {0, 0}, holding.blur);
    if (holding.noise > 0)
        addNoise(view, holding.noise);
    return {};
}

} // namespace kiosk::camerascanner::emulator
