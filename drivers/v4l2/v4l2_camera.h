#pragma once

#include "camera_unit.h"

#include <kiosk/hal/camera.h>

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

    [[nodiscard]] Status open(hal::OperationContext &context) override { return m_camera.open(context); }
    void close() override { m_camera.close(); }
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context) override
    {
        return m_camera.status(context);
    }

protected:
    [[nodiscard]] Error preview(hal::OperationContext &context) override;
    [[nodiscard]] Result<hal::CameraPicture> takePicture(hal::OperationContext &context) override;
    [[nodiscard]] Status reset(hal::OperationContext &context) override;

private:
    [[nodiscard]] Status showFrames(hal::OperationContext &context);
    [[nodiscard]] Status show(const RawFrame &frame, std::unique_ptr<FrameRing> &ring,
                              hal::OperationContext &context);

    CameraUnit m_camera;
    Settings m_settings;
};

} // namespace kiosk::v4l2
