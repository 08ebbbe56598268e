#pragma once

#include <kiosk/hal/frame_source.h>

#include <opencv2/core.hpp>

#include <memory>

namespace kiosk::v4l2
{

/// The largest size of the frame's shape that fits into `most`; never larger than the frame, and at least
/// one pixel. Pure; thread: any.
[[nodiscard]] Size fitted(Size frame, Size most);

/// From frames to pictures and back. Keeps its buffers, which are blackened at the end. Thread: one.
class PictureCodec
{
public:
    PictureCodec();
    ~PictureCodec();
    PictureCodec(const PictureCodec &) = delete;
    PictureCodec &operator=(const PictureCodec &) = delete;

    /// The frame scaled to the size, as blue, green, red and one more byte, lines close to each other. A JPEG
    /// is made smaller while it is decoded, right to where it goes where that gives the size.
    /// Errors: readFailed (damaged; what lies at `pixels` then is nothing).
    [[nodiscard]] Status decode(const RawFrame &frame, Size size, uchar *pixels);
    /// The frame at its own size. A JPEG stays as it came from the camera, without its notes.
    /// Errors: readFailed (damaged).
    [[nodiscard]] Result<QByteArray> jpegOf(const RawFrame &frame);
    /// Of blue, green, red. Errors: internalError.
    [[nodiscard]] Result<QByteArray> encode(const cv::Mat &picture);

private:
    [[nodiscard]] Status decodeJpeg(std::span<const uchar> jpeg, Size size, uchar *pixels);

    void *m_decoder;
    void *m_encoder;
    cv::Mat m_scratch;
};

} // namespace kiosk::v4l2
