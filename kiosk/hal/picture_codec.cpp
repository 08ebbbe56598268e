#include <kiosk/hal/picture_codec.h>

#include <kiosk/hal/jpeg_stream.h>

#include <opencv2/imgproc.hpp>

#include <turbojpeg.h>

#include <cmath>

namespace kiosk::v4l2
{

namespace
{

constexpr int stillQuality = 95; ///< of 100; 4:2:2, which is all that YUYV has
constexpr int largestSide = 16384;

Error damagedFrame(void *codec)
{
    return fail(error::readFailed, QString::fromLatin1(tjGetErrorStr2(codec)));
}

/// Of the scales that the decoder has for nothing, the smallest that is large enough.
Size scaledDown(Size frame, Size wanted)
{
    Size best = frame;
    for (const int part : {2, 4, 8}) {
        const tjscalingfactor factor{1, part};
        const Size scaled{TJSCALED(frame.width, factor), TJSCALED(frame.height, factor)};
        if (scaled.width >= wanted.width && scaled.height >= wanted.height)
            best = scaled;
    }
    return best;
}

void black(cv::Mat &picture)
{
    if (!picture.empty())
        ::explicit_bzero(picture.data, picture.total() * picture.elemSize());
}

} // namespace

Size fitted(Size frame, Size most)
{
    const double scale =
        std::min({1.0, double(most.width) / frame.width, double(most.height) / frame.height});
    return {std::max(1, int(std::lround(frame.width * scale))),
            std::max(1, int(std::lround(frame.height * scale)))};
}

PictureCodec::PictureCodec() : m_decoder(tjInitDecompress()), m_encoder(tjInitCompress()) {}

PictureCodec::~PictureCodec()
{
    black(m_scratch);
    tjDestroy(m_decoder);
    tjDestroy(m_encoder);
}

Status PictureCodec::decode(const RawFrame &frame, Size size, uchar *pixels)
try {
    if (frame.format == PixelFormat::Mjpg)
        return decodeJpeg(frame.bytes, size, pixels);
    const bool yuyv = frame.format == PixelFormat::Yuyv;
    const cv::Mat raw(frame.size.height, frame.size.width, yuyv ? CV_8UC2 : CV_8UC3,
                      const_cast<uchar *>(frame.bytes.data()), size_t(frame.bytesPerLine));
    cv::Mat target(size.height, size.width, CV_8UC4, pixels);
    const int conversion = yuyv ? cv::COLOR_YUV2BGRA_YUYV : cv::COLOR_BGR2BGRA;
    if (size == frame.size) {
        cv::cvtColor(raw, target, conversion);
    } else if (yuyv) {
        cv::cvtColor(raw, m_scratch, conversion);
        cv::resize(m_scratch, target, target.size(), 0, 0, cv::INTER_AREA);
    } else { // mostly smaller than it comes: the fewer pixels are converted
        cv::resize(raw, m_scratch, target.size(), 0, 0, cv::INTER_AREA);
        cv::cvtColor(m_scratch, target, conversion);
    }
    return {};
} catch (const cv::Exception &exception) {
    return fail(error::readFailed, QString::fromStdString(exception.err));
}

Status PictureCodec::decodeJpeg(std::span<const uchar> jpeg, Size size, uchar *pixels)
{
    Size whole;
    int subsampling = 0, colours = 0;
    if (tjDecompressHeader3(m_decoder, jpeg.data(), jpeg.size(), &whole.width, &whole.height, &subsampling,
                            &colours) != 0)
        return damagedFrame(m_decoder);
    if (whole.width > largestSide || whole.height > largestSide)
        return fail(error::readFailed, QStringLiteral("a frame of %1×%2").arg(whole.width).arg(whole.height));
    const Size scaled = scaledDown(whole, size);
    if (scaled != size)
        m_scratch.create(scaled.height, scaled.width, CV_8UC4);
    uchar *target = scaled == size ? pixels : m_scratch.data;
    // A warning is a picture with stripes in it.
    constexpr int flags = TJFLAG_STOPONWARNING | TJFLAG_LIMITSCANS | TJFLAG_FASTUPSAMPLE;
    if (tjDecompress2(m_decoder, jpeg.data(), jpeg.size(), target, scaled.width, 0, scaled.height, TJPF_BGRX,
                      flags) != 0)
        return damagedFrame(m_decoder);
    if (target != pixels) {
        cv::Mat result(size.height, size.width, CV_8UC4, pixels);
        cv::resize(m_scratch, result, result.size(), 0, 0, cv::INTER_AREA);
    }
    return {};
}

Result<QByteArray> PictureCodec::jpegOf(const RawFrame &frame)
try {
    if (frame.format == PixelFormat::Mjpg) {
        auto plain = plainJpeg(frame.bytes);
        if (!plain)
            return plain;
        // Only decoding tells whether all of it is there; a small picture is enough for that.
        const Size size = fitted(frame.size, {160, 160});
        cv::Mat small(size.height, size.width, CV_8UC4);
        const std::span jpeg(reinterpret_cast<const uchar *>(plain->constData()), size_t(plain->size()));
        const Status whole = decodeJpeg(jpeg, size, small.data);
        black(small);
        if (!whole)
            return whole.error();
        return plain;
    }
    cv::Mat picture;
    const cv::Mat raw(frame.size.height, frame.size.width,
                      frame.format == PixelFormat::Yuyv ? CV_8UC2 : CV_8UC3,
                      const_cast<uchar *>(frame.bytes.data()), size_t(frame.bytesPerLine));
    if (frame.format == PixelFormat::Yuyv)
        cv::cvtColor(raw, picture, cv::COLOR_YUV2BGR_YUYV);
    else
        raw.copyTo(picture);
    auto jpeg = encode(picture);
    black(picture);
    return jpeg;
} catch (const cv::Exception &exception) {
    return fail(error::readFailed, QString::fromStdString(exception.err));
}

Result<QByteArray> PictureCodec::encode(const cv::Mat &picture)
{
    uchar *buffer = nullptr;
    unsigned long size = 0;
    const int done = tjCompress2(m_encoder, picture.data, picture.cols, int(picture.step), picture.rows,
                                 TJPF_BGR, &buffer, &size, TJSAMP_422, stillQuality, 0);
    QByteArray jpeg(reinterpret_cast<const char *>(buffer), done == 0 ? qsizetype(size) : 0);
    if (buffer != nullptr)
        ::explicit_bzero(buffer, size);
    tjFree(buffer);
    if (done != 0)
        return fail(error::internalError, QString::fromLatin1(tjGetErrorStr2(m_encoder)));
    return jpeg;
}

} // namespace kiosk::v4l2
