#include <kiosk/hal/page_picture.h>

#include <kiosk/hal/page_finder.h>
#include <kiosk/hal/page_judge.h>
#include <kiosk/hal/skew.h>

#include <opencv2/imgproc.hpp>

#include <array>
#include <cmath>
#include <memory>
#include <turbojpeg.h>

namespace kiosk::hal
{

namespace
{

constexpr double samePaper = 0.04; // of a length: a sheet this near to the paper asked for is that
constexpr double leastSkew = 0.1;  // degrees, below which turning blurs more than it straightens
constexpr int paperWhite = 245;
constexpr int jpegQuality = 85;

double length(cv::Point2f a, cv::Point2f b)
{
    return std::hypot(double(a.x - b.x), double(a.y - b.y));
}

bool isNear(double measured, double wanted)
{
    return std::abs(measured / wanted - 1) <= samePaper;
}

/// Of the sheet in the picture, in millimetres: what was asked for, as the sheet lies, unless it is another.
SizeMillimetres sheetSize(double width, double height, double resolution, const SizeMillimetres &paper)
{
    SizeMillimetres wanted = paper;
    if ((width > height) != (paper.width > paper.height))
        std::swap(wanted.width, wanted.height);
    if (resolution <= 0)
        return wanted;
    const SizeMillimetres measured{width / resolution * 25.4, height / resolution * 25.4};
    const bool same = isNear(measured.width, wanted.width) && isNear(measured.height, wanted.height);
    return same ? wanted : measured;
}

cv::Mat cutOut(const cv::Mat &picture, const PageCorners &corners, cv::Size size)
{
    const std::array<cv::Point2f, 4> target{{{-0.5F, -0.5F},
                                             {float(size.width) - 0.5F, -0.5F},
                                             {float(size.width) - 0.5F, float(size.height) - 0.5F},
                                             {-0.5F, float(size.height) - 0.5F}}};
    const cv::Mat way = cv::getPerspectiveTransform(corners.data(), target.data());
    cv::Mat page;
    cv::warpPerspective(picture, page, way, size, cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    return page;
}

/// Turned by its lines of writing, with so many times the dots.
cv::Mat straightened(const cv::Mat &picture, double scale)
{
    cv::Mat page = picture, result;
    if (const double skew = skewOf(picture); std::abs(skew) >= leastSkew) {
        const cv::Point2f middle(float(picture.cols - 1) / 2, float(picture.rows - 1) / 2);
        cv::warpAffine(picture, page, cv::getRotationMatrix2D(middle, skew, 1), picture.size(),
                       cv::INTER_LINEAR, cv::BORDER_REPLICATE);
    }
    cv::resize(page, result, {}, scale, scale, scale < 1 ? cv::INTER_AREA : cv::INTER_LINEAR);
    return result;
}

/// Of the size to the dot: what is too much is cut off, to the right and below, and what is missing
/// continued.
cv::Mat fittedTo(const cv::Mat &page, cv::Size size)
{
    const cv::Mat part =
        page(cv::Rect(0, 0, std::min(page.cols, size.width), std::min(page.rows, size.height)));
    cv::Mat result;
    cv::copyMakeBorder(part, result, 0, size.height - part.rows, 0, size.width - part.cols,
                       cv::BORDER_REPLICATE);
    return result;
}

/// The level that four fifths of the pixels do not reach past: paper, on all but the darkest pages.
int paperLevel(const cv::Mat &channel)
{
    std::array<size_t, 256> counts{};
    for (int y = 0; y < channel.rows; ++y)
        for (int x = 0; x < channel.cols; ++x)
            ++counts[channel.at<uchar>(y, x)];
    size_t seen = 0;
    for (size_t level = 0; level < counts.size(); ++level)
        if ((seen += counts[level]) * 5 >= channel.total() * 4)
            return int(level);
    return 255;
}

/// Makes grey or tinted paper white; paper of a colour stays as it is.
void whiten(cv::Mat &page)
{
    cv::Mat small;
    cv::resize(page, small, {200, 280}, 0, 0, cv::INTER_AREA);
    std::vector<cv::Mat> channels;
    cv::split(small, channels);
    int least = 255, most = 0;
    std::vector<int> levels;
    for (const cv::Mat &channel : channels) {
        levels.push_back(paperLevel(channel));
        least = std::min(least, levels.back());
        most = std::max(most, levels.back());
    }
    if (least < 100 || most - least > 60)
        return;
    cv::Mat table(1, 256, page.channels() == 3 ? CV_8UC3 : CV_8UC1);
    for (int value = 0; value < 256; ++value)
        for (size_t channel = 0; channel < levels.size(); ++channel)
            table.data[size_t(value) * levels.size() + channel] =
                cv::saturate_cast<uchar>(double(value) * paperWhite / levels[channel]);
    cv::LUT(page, table, page);
}

/// What was asked for, and what of it the picture has.
struct Cut {
    cv::Mat pixels;
    SizeMillimetres size;
    double resolution; ///< that the device saw it with
};

Cut cutFound(const ScannedPicture &picture, const FoundPage &page, const ScanRequest &request)
{
    const PageCorners &corners = page.corners;
    const double width = (length(corners[0], corners[1]) + length(corners[3], corners[2])) / 2;
    const double height = (length(corners[0], corners[3]) + length(corners[1], corners[2])) / 2;
    const SizeMillimetres size = sheetSize(width, height, picture.resolution, request.paper);
    const cv::Size dots(dotsOf(size.width, request.resolution), dotsOf(size.height, request.resolution));
    return {cutOut(picture.pixels, corners, dots), size, height / (size.height / 25.4)};
}

Cut cutWhole(const ScannedPicture &picture, const ScanRequest &request)
{
    const double resolution = picture.resolution > 0 ? picture.resolution : request.resolution;
    const cv::Mat page = straightened(picture.pixels, request.resolution / resolution);
    const cv::Size dots(dotsOf(request.paper.width, request.resolution),
                        dotsOf(request.paper.height, request.resolution));
    const double least = 1 - samePaper;
    if (page.cols >= least * dots.width && page.rows >= least * dots.height)
        return {fittedTo(page, dots), request.paper, resolution};
    return {
        page, {picture.pixels.cols / resolution * 25.4, picture.pixels.rows / resolution * 25.4}, resolution};
}

QStringList adviceOn(const Cut &cut, const std::optional<FoundPage> &found, const ScanRequest &request)
{
    QStringList advice;
    if (glareOf(cut.pixels) >= glareLimit)
        advice.append(error::pageGlare.name().toString());
    // Dots that the device did not see blur what they lie between.
    cv::Mat seen = cut.pixels;
    const double part = cut.resolution / request.resolution;
    if (part < 0.9)
        cv::resize(cut.pixels, seen, {}, part, part, cv::INTER_AREA);
    if (blurOf(seen, std::min(cut.resolution, double(request.resolution))) >= blurLimit)
        advice.append(error::pageBlurred.name().toString());
    // On glass a sheet lies at the edge, and in a feeder it is as wide as the picture.
    if (found && found->cutOff && request.source == ScanSource::Camera)
        advice.append(error::pageCutOff.name().toString());
    if (found && found->others > 0)
        advice.append(error::severalPages.name().toString());
    return advice;
}

struct EndEncoder {
    void operator()(void *encoder) const { tjDestroy(encoder); }
};

/// A viewer that prints it asks how large it is (JFIF: after the version, unit 1 = dots per inch).
void tellResolution(QByteArray &jpeg, int resolution)
{
    if (jpeg.size() < 18 || QByteArrayView(jpeg).sliced(6, 4) != "JFIF")
        return;
    for (const qsizetype at : {14, 16}) {
        jpeg[at] = char(resolution >> 8);
        jpeg[at + 1] = char(resolution & 0xFF);
    }
    jpeg[13] = 1;
}

} // namespace

Result<PagePicture> pageOf(const ScannedPicture &picture, const ScanRequest &request,
                           const OperationContext &context)
try {
    KIOSK_TRY(context.check());
    const auto found = findPage(picture.pixels);
    KIOSK_TRY(context.check());
    const bool feeder = request.source == ScanSource::Feeder || request.source == ScanSource::FeederDuplex;
    if (!found && !feeder && (request.source == ScanSource::Camera || isBlank(picture.pixels)))
        return fail(error::noMediaPresent, QStringLiteral("no page in the picture"));
    Cut cut = found ? cutFound(picture, *found, request) : cutWhole(picture, request);
    if (!request.colour && cut.pixels.channels() == 3)
        cv::cvtColor(cut.pixels, cut.pixels, cv::COLOR_BGR2GRAY);
    KIOSK_TRY(context.check());
    PagePicture page;
    page.advice = adviceOn(cut, found, request);
    KIOSK_TRY(context.check());
    page.blank = isBlank(cut.pixels);
    whiten(cut.pixels);
    page.pixels = cut.pixels;
    page.size = cut.size;
    page.found = found.has_value();
    return page;
} catch (const cv::Exception &exception) {
    return fail(error::internalError, QString::fromStdString(exception.err));
}

Result<QByteArray> jpegOf(const PagePicture &page, int resolution)
{
    const std::unique_ptr<void, EndEncoder> encoder(tjInitCompress());
    const bool colour = page.pixels.channels() == 3;
    uchar *buffer = nullptr;
    unsigned long size = 0;
    const int done = tjCompress2(encoder.get(), page.pixels.data, page.pixels.cols, int(page.pixels.step),
                                 page.pixels.rows, colour ? TJPF_BGR : TJPF_GRAY, &buffer, &size,
                                 colour ? TJSAMP_420 : TJSAMP_GRAY, jpegQuality, 0);
    QByteArray jpeg(reinterpret_cast<const char *>(buffer), done == 0 ? qsizetype(size) : 0);
    if (buffer != nullptr)
        ::explicit_bzero(buffer, size);
    tjFree(buffer);
    if (done != 0)
        return fail(error::internalError, QString::fromLatin1(tjGetErrorStr2(encoder.get())));
    tellResolution(jpeg, resolution);
    return jpeg;
}

} // namespace kiosk::hal
