#include "code_recognizer.h"

#define ZX_USE_UTF8 // else <ZXing/Result.h> asks for it in each build
#include <ZXing/ReadBarcode.h>

#include <opencv2/imgproc.hpp>
#include <opencv2/wechat_qrcode.hpp>

#include <algorithm>
#include <array>

namespace kiosk::camerascanner
{

namespace
{

using hal::Symbology;
using ZXing::BarcodeFormat;
using ZXing::Binarizer;

/// A larger picture costs time and shows no more of a code that somebody holds before a window.
constexpr int largestSide = 1280;
constexpr int mostCodes = 4;

struct Format {
    Symbology symbology;
    BarcodeFormat format;
    bool always; ///< also where nobody asked for any; the others see codes where there are none
};
constexpr Format formats[] = {
    {Symbology::QrCode, BarcodeFormat::QRCode, true},
    {Symbology::DataMatrix, BarcodeFormat::DataMatrix, true},
    {Symbology::Aztec, BarcodeFormat::Aztec, true},
    {Symbology::Pdf417, BarcodeFormat::PDF417, true},
    {Symbology::Code128, BarcodeFormat::Code128, true},
    {Symbology::Ean128, BarcodeFormat::Code128, true},
    {Symbology::Code39, BarcodeFormat::Code39, true},
    {Symbology::Ean13, BarcodeFormat::EAN13, true},
    {Symbology::Ean8, BarcodeFormat::EAN8, true},
    {Symbology::UpcA, BarcodeFormat::UPCA, true},
    {Symbology::UpcE, BarcodeFormat::UPCE, false},
    {Symbology::Code93, BarcodeFormat::Code93, false},
    {Symbology::Codabar, BarcodeFormat::Codabar, false},
    {Symbology::Itf, BarcodeFormat::ITF, false},
};

cv::Mat same(const cv::Mat &grey)
{
    return grey;
}

cv::Mat scaled(const cv::Mat &grey, double factor)
{
    cv::Mat result;
    cv::resize(grey, result, {}, factor, factor, factor < 1 ? cv::INTER_AREA : cv::INTER_CUBIC);
    return result;
}

cv::Mat half(const cv::Mat &grey)
{
    return scaled(grey, 0.5);
}

cv::Mat third(const cv::Mat &grey)
{
    return scaled(grey, 1.0 / 3);
}

cv::Mat twice(const cv::Mat &grey)
{
    return scaled(grey, 2);
}

cv::Mat smooth(const cv::Mat &grey)
{
    cv::Mat result;
    cv::GaussianBlur(grey, result, {5, 5}, 0);
    return result;
}

cv::Mat inverted(const cv::Mat &grey)
{
    cv::Mat result;
    cv::bitwise_not(grey, result);
    return result;
}

/// Black and white by the mean of what is around: `parts` of the shorter side.
cv::Mat localThreshold(const cv::Mat &grey, int parts, int bias)
{
    cv::Mat result;
    const int block = std::max(3, std::min(grey.cols, grey.rows) / parts) | 1;
    cv::adaptiveThreshold(grey, result, 255, cv::ADAPTIVE_THRESH_MEAN_C, cv::THRESH_BINARY, block, bias);
    return result;
}

cv::Mat coarseThreshold(const cv::Mat &grey)
{
    return localThreshold(grey, 4, 5);
}

cv::Mat localThreshold(const cv::Mat &grey)
{
    return localThreshold(grey, 8, 5);
}

cv::Mat smoothThreshold(const cv::Mat &grey)
{
    return localThreshold(smooth(grey), 16, 2);
}

cv::Mat largeThreshold(const cv::Mat &grey)
{
    return localThreshold(smooth(twice(grey)), 8, 2);
}

cv::Mat halfThreshold(const cv::Mat &grey)
{
    return localThreshold(half(grey), 8, 2);
}

cv::Mat sharp(const cv::Mat &grey)
{
    constexpr double radius = 3, amount = 1.5;
    cv::Mat soft, result;
    cv::GaussianBlur(grey, soft, {0, 0}, radius);
    cv::addWeighted(grey, 1 + amount, soft, -amount, 0, result);
    return result;
}

cv::Mat largeSharp(const cv::Mat &grey)
{
    return sharp(twice(grey));
}

/// Dots become fields.
cv::Mat closed(const cv::Mat &grey)
{
    cv::Mat result;
    cv::morphologyEx(grey, result, cv::MORPH_OPEN, cv::getStructuringElement(cv::MORPH_RECT, {3, 3}));
    return result;
}

/// Lit the same everywhere, and then clear.
cv::Mat evened(const cv::Mat &grey)
{
    cv::Mat around, result;
    cv::blur(grey, around, {41, 41});
    cv::divide(grey, around, result, 140);
    return result;
}

cv::Mat contrast(const cv::Mat &grey)
{
    cv::Mat result;
    cv::createCLAHE(4, {8, 8})->apply(grey, result);
    return result;
}

cv::Mat turned(const cv::Mat &grey, double degrees)
{
    const int side = int(std::ceil(std::hypot(grey.cols, grey.rows)));
    const cv::Point2f middle(float(grey.cols) / 2, float(grey.rows) / 2);
    cv::Mat turn = cv::getRotationMatrix2D(middle, degrees, 1), result;
    turn.at<double>(0, 2) += side / 2.0 - double(middle.x);
    turn.at<double>(1, 2) += side / 2.0 - double(middle.y);
    cv::warpAffine(grey, result, turn, {side, side}, cv::INTER_LINEAR, cv::BORDER_CONSTANT,
                   cv::Scalar::all(255));
    return result;
}

cv::Mat turnedHalfway(const cv::Mat &grey)
{
    return turned(grey, 45);
}

cv::Mat turnedThird(const cv::Mat &grey)
{
    return turned(grey, 30);
}

cv::Mat margin(const cv::Mat &grey)
{
    constexpr int width = 32;
    cv::Mat result;
    cv::copyMakeBorder(grey, result, width, width, width, width, cv::BORDER_CONSTANT, cv::Scalar::all(255));
    return twice(result);
}

enum class Reader { ZXing, WeChat };
struct Step {
    cv::Mat (*prepare)(const cv::Mat &grey);
    int largest; ///< side of a picture for which it is worth its time
    Binarizer binarizer = Binarizer::LocalAverage;
    Reader reader = Reader::ZXing;
    bool bars = false; ///< looks for linear codes too, which takes five times as long
};
constexpr Step asItIs{same, largestSide, Binarizer::LocalAverage, Reader::ZXing, true};
/// In the order of what each finds that those before did not, for its time.
constexpr Step ladder[] = {
    {half, largestSide},
    {inverted, largestSide},
    {smooth, largestSide, Binarizer::GlobalHistogram, Reader::ZXing, true},
    {localThreshold, largestSide, Binarizer::BoolCast, Reader::ZXing, true},
    {twice, 640, Binarizer::LocalAverage, Reader::ZXing, true},
    {largeThreshold, 800, Binarizer::BoolCast},
    {smoothThreshold, largestSide, Binarizer::BoolCast},
    {third, largestSide},
    {halfThreshold, largestSide, Binarizer::BoolCast},
    {same, 400, Binarizer::LocalAverage, Reader::WeChat},
    {coarseThreshold, largestSide, Binarizer::BoolCast},
    {evened, largestSide},
    {same, largestSide, Binarizer::GlobalHistogram},
    {turnedHalfway, 800},
    {largeSharp, 640},
    {contrast, largestSide},
    {closed, largestSide},
    {turnedThird, 800},
    {margin, 400},
    {turnedHalfway, 400, Binarizer::LocalAverage, Reader::WeChat},
};

ZXing::DecodeHints hintsFor(const QList<Symbology> &wanted, bool bars)
{
    ZXing::BarcodeFormats chosen;
    for (const Format &format : formats)
        if ((wanted.isEmpty() ? format.always : wanted.contains(format.symbology)) &&
            (bars || !isLinear(format.symbology)))
            chosen |= format.format;
    ZXing::DecodeHints hints;
    hints.setFormats(chosen).setMaxNumberOfSymbols(mostCodes);
    return hints;
}

Symbology symbologyOf(const ZXing::Result &result)
{
    // As an identifier, UPC is EAN-13.
    if (result.format() == BarcodeFormat::UPCA)
        return Symbology::UpcA;
    if (result.format() == BarcodeFormat::UPCE)
        return Symbology::UpcE;
    return hal::symbologyFromAim(result.symbologyIdentifier()).value_or(Symbology::Unknown);
}

hal::ScannedCode codeOf(const ZXing::Result &result)
{
    // What the code itself says of its characters, the bytes alone do not.
    if (result.hasECI())
        return {QByteArray::fromStdString(result.text()), symbologyOf(result)};
    const auto &bytes = result.bytes();
    return {QByteArray(reinterpret_cast<const char *>(bytes.data()), qsizetype(bytes.size())),
            symbologyOf(result)};
}

double fromMiddle(const ZXing::Result &result, const cv::Mat &picture)
{
    const auto &corners = result.position();
    double x = 0, y = 0;
    for (const auto &corner : corners) {
        x += corner.x / 4.0;
        y += corner.y / 4.0;
    }
    return std::hypot(x - picture.cols / 2.0, y - picture.rows / 2.0);
}

std::optional<hal::ScannedCode> readZXing(const cv::Mat &picture, ZXing::DecodeHints hints,
                                          Binarizer binarizer)
{
    hints.setBinarizer(binarizer);
    const ZXing::ImageView view(picture.data, picture.cols, picture.rows, ZXing::ImageFormat::Lum,
                                int(picture.step));
    const auto found = ZXing::ReadBarcodes(view, hints);
    const ZXing::Result *best = nullptr;
    const double close = picture.cols / 20.0; // about as near: the first, which is the clearer one
    for (const auto &result : found)
        if (result.isValid() &&
            (best == nullptr || fromMiddle(result, picture) + close < fromMiddle(*best, picture)))
            best = &result;
    if (best == nullptr)
        return std::nullopt;
    return codeOf(*best);
}

} // namespace

struct CodeRecognizer::Data {
    ZXing::DecodeHints all, matrices;
    bool qrWanted = false;
    size_t next = 0; ///< where the ladder goes on
    /// Without its models: its reader alone, which is more patient than ZXing's.
    cv::wechat_qrcode::WeChatQRCode weChat;

    [[nodiscard]] std::optional<hal::ScannedCode> read(const cv::Mat &picture, const Step &step)
    {
        const ZXing::DecodeHints &hints = step.bars ? all : matrices;
        const bool nothing = picture.cols < 1 || picture.rows < 1;
        if (step.reader == Reader::ZXing)
            return nothing || hints.formats().empty() ? std::nullopt
                                                      : readZXing(picture, hints, step.binarizer);
        const auto texts =
            nothing || !qrWanted ? std::vector<std::string>() : weChat.detectAndDecode(picture);
        if (texts.empty() || texts.front().empty())
            return std::nullopt;
        return hal::ScannedCode{QByteArray::fromStdString(texts.front()), Symbology::QrCode};
    }
};

CodeRecognizer::CodeRecognizer(const QList<Symbology> &formats) : m_data(std::make_unique<Data>())
{
    m_data->all = hintsFor(formats, true);
    m_data->matrices = hintsFor(formats, false);
    m_data->qrWanted = formats.isEmpty() || formats.contains(Symbology::QrCode);
}

CodeRecognizer::~CodeRecognizer() = default;

std::optional<hal::ScannedCode> CodeRecognizer::find(const cv::Mat &grey, const Deadline &until,
                                                     const CancelToken &cancel)
try {
    if (grey.empty())
        return std::nullopt;
    const int side = std::max(grey.cols, grey.rows);
    const cv::Mat picture = side > largestSide ? scaled(grey, double(largestSide) / side) : grey;
    if (auto code = m_data->read(picture, asItIs))
        return code;
    for (size_t tried = 0; tried < std::size(ladder) && !until.passed() && !cancel.canceled(); ++tried) {
        const Step &step = ladder[std::exchange(m_data->next, (m_data->next + 1) % std::size(ladder))];
        const bool small = std::max(picture.cols, picture.rows) <= step.largest;
        // WeChat's time grows with the picture: it gets a smaller one.
        if (!small && step.reader == Reader::ZXing)
            continue;
        const cv::Mat source =
            small ? picture : scaled(picture, double(step.largest) / std::max(picture.cols, picture.rows));
        if (auto code = m_data->read(step.prepare(source), step))
            return code;
    }
    return std::nullopt;
} catch (const std::exception &) {
    return std::nullopt; // what a library cannot do with a picture shows no code
}

bool isLinear(Symbology symbology)
{
    constexpr std::array matrices{Symbology::QrCode, Symbology::DataMatrix, Symbology::Aztec,
                                  Symbology::Pdf417};
    return std::find(matrices.begin(), matrices.end(), symbology) == matrices.end();
}

} // namespace kiosk::camerascanner
