#pragma once

#include <kiosk/hal/device.h>

namespace kiosk::hal
{

/// A still picture.
struct CameraPicture {
    QByteArray jpeg; ///< without EXIF or other notes (place, time, model of the camera)
    int width = 0;   ///< pixels
    int height = 0;
    QStringList locked; ///< what was held still for it: "exposure", "whiteBalance"
};

/// Class camera. It works only while an operation runs: nobody is seen when nobody looks.
///
/// - `preview` → never by itself: ends by a cancel (canceled), the deadline (timeOut) or an error. With the
///   first picture it shows a FrameRing (kiosk/core/frame_ring.h), which it goes on filling.
/// - `takePicture` → {"width", "height", "locked"}, blob 0 the JPEG
/// - `reset` → {}: closed and opened, settings as they were at first
///
/// One operation at a time: a preview is ended for a picture. Pictures are personal data: they are in the
/// view and in the blob, and nowhere else.
///
/// status() has "camera": ok | inop | unknown beside "device".
class Camera : public Device
{
public:
    [[nodiscard]] Result<Payload> execute(QStringView operation, const Payload &arguments,
                                          OperationContext &context) final;

protected:
    /// Always an error. Errors: canceled, timeOut, noDevice (drawn), cameraInoperable (no new picture for
    /// 1.5 s: a stream that stands still is told within 2 s), cameraNotSupported, deviceBusy (another program
    /// has it).
    [[nodiscard]] virtual Error preview(OperationContext &context) = 0;
    /// At the camera's full size, exposure and white balance settled first and then held. Errors: as
    /// preview().
    [[nodiscard]] virtual Result<CameraPicture> takePicture(OperationContext &context) = 0;
    [[nodiscard]] virtual Status reset(OperationContext &context) = 0;
};

} // namespace kiosk::hal
