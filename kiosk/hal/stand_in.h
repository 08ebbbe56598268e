#pragma once

#include <kiosk/hal/frame_source.h>

#include <opencv2/core.hpp>

#include <memory>

namespace kiosk::v4l2
{

/// A stand-in for a camera, on terminals for training and demonstration and where there is none: pictures,
/// one after the other at the pace of a slow camera. Blocking; thread: one.
class StandIn : public FrameSource
{
public:
    /// "video": a file, again and again; "folder": its JPEG and PNG files by their names, again and again,
    /// each for a second. Errors: noDevice (what reads them is not installed).
    [[nodiscard]] static Result<std::unique_ptr<FrameSource>> files(const QString &kind, const QString &path);
    /// Somebody in front of a plain wall, drawn (drawScene).
    [[nodiscard]] static std::unique_ptr<FrameSource> scene();

    void close() override { stop(); }
    [[nodiscard]] Status start(Size wanted) final;
    void stop() override {}
    [[nodiscard]] Result<RawFrame> next(const hal::OperationContext &context) final;

protected:
    /// Errors: noDevice (the file is no longer there), readFailed.
    [[nodiscard]] virtual Result<cv::Mat> picture(quint64 number) = 0;

    Size m_wanted;

private:
    quint64 m_number = 0;
    std::chrono::steady_clock::time_point m_due;
    cv::Mat m_picture;
};

/// A head and shoulders that breathe, before a wall. In the upper left corner `number` stands as 16 black or
/// white fields in a row, the highest bit first, each a fortieth of the width: machines read it. `brightness`
/// is that of the wall, 0 to 255. Pure; thread: any.
[[nodiscard]] cv::Mat drawScene(Size size, quint64 number, int brightness = 230);

/// The number in a picture of drawScene, from blue, green, red and one more byte. Pure; thread: any.
[[nodiscard]] int readSceneNumber(const uchar *pixels, Size size);

} // namespace kiosk::v4l2
