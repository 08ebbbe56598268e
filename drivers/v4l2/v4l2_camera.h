#pragma once

#include <kiosk/hal/frame_stream.h>
#include <kiosk/hal/picture_codec.h>

#include <kiosk/hal/camera.h>

#include <optional>

namespace kiosk
{
class FrameRing;
}

namespace kiosk::v4l2
{

/// A camera on a frame source. Thread: one.
class V4l2Camera : public hal::Camera
{
public:
    struct Settings {
        Size preview{640, 480};    ///< the largest that is shown
        Milliseconds settle{1000}; ///< for exposure and white balance before a picture
    };
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    V4l2Camera(std::unique_ptr<FrameSource> source, Settings settings);

    [[nodiscard]] Status open(hal::OperationContext &context) override;
    void close() override;
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    [[nodiscard]] Error preview(hal::OperationContext &context) override;
    [[nodiscard]] Result<hal::CameraPicture> takePicture(hal::OperationContext &context) override;
    [[nodiscard]] Status reset(hal::OperationContext &context) override;

private:
    [[nodiscard]] Status ensureOpen();
    [[nodiscard]] Status showFrames(hal::OperationContext &context);
    [[nodiscard]] Status show(const RawFrame &frame, std::unique_ptr<FrameRing> &ring,
                              hal::OperationContext &context);
    [[nodiscard]] Result<hal::CameraPicture> capture(hal::OperationContext &context);
    [[nodiscard]] Status tryOneFrame(hal::OperationContext &context);
    [[nodiscard]] Error noted(Error error);

    std::unique_ptr<FrameSource> m_source;
    Settings m_settings;
    PictureCodec m_codec;
    bool m_open = false;
    /// "ok" once a frame came, "inop" once none did.
    enum class Condition { Unknown, Ok, Inoperable } m_condition = Condition::Unknown;
};

} // namespace kiosk::v4l2
