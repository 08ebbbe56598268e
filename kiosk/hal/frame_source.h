#pragma once

#include <kiosk/hal/device.h>

#include <chrono>
#include <span>

namespace kiosk::v4l2
{

enum class PixelFormat {
    Mjpg, ///< one JPEG a frame
    Yuyv, ///< 4:2:2, two bytes a pixel
    Bgr,  ///< three bytes a pixel
};

struct Size {
    int width = 0; ///< pixels
    int height = 0;
    bool operator==(const Size &) const = default;
};

/// A frame as it comes, where it lies.
struct RawFrame {
    std::span<const uchar> bytes;
    PixelFormat format = PixelFormat::Mjpg;
    Size size;
    int bytesPerLine = 0; ///< not of MJPG
    std::chrono::steady_clock::time_point captured;
};

/// Where frames come from: a camera, or what stands in for one. Thread: one; blocking, by the context.
class FrameSource
{
public:
    FrameSource() = default;
    FrameSource(const FrameSource &) = delete;
    FrameSource &operator=(const FrameSource &) = delete;
    virtual ~FrameSource() = default;

    /// Errors: noDevice, authorisationRequired, cameraNotSupported.
    [[nodiscard]] virtual Status open() = 0;
    virtual void close() = 0;
    /// Asked now, without frames: {"model", …}. Errors: noDevice.
    [[nodiscard]] virtual Result<QJsonObject> identify() = 0;

    /// Begins to deliver frames of about this size, or of the largest there is ({}). Errors: noDevice,
    /// deviceBusy, cameraNotSupported.
    [[nodiscard]] virtual Status start(Size wanted) = 0;
    virtual void stop() = 0;
    /// The next frame; its bytes live until the next call. Errors: as check(), and those of start().
    [[nodiscard]] virtual Result<RawFrame> next(const hal::OperationContext &context) = 0;

    /// Holds what the camera regulates as it is now: "exposure", "whiteBalance" of what it has.
    [[nodiscard]] virtual QStringList lock() { return {}; }
    virtual void unlock() {}
    /// Two frames are never the same to the last bit, unless the camera hangs.
    [[nodiscard]] virtual bool alwaysChanges() const { return false; }
};

/// What an entry of devices.yaml names: {camera: link in /dev/v4l}, or in the place of one {video: file},
/// {folder: of pictures} or {scene: …}. Errors: noDevice (what reads files is not installed).
[[nodiscard]] Result<std::unique_ptr<FrameSource>> createFrameSource(const QJsonObject &connect);

} // namespace kiosk::v4l2
