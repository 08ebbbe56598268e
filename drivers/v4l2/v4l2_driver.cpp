#include "document_camera.h"
#include "v4l2_camera.h"

namespace
{

/// One way to take pictures, two classes.
struct V4l2Driver {
    static kiosk::Result<std::unique_ptr<kiosk::hal::Device>>
    create(const kiosk::hal::DeviceConfiguration &configuration)
    {
        return configuration.deviceClass == u"document-scanner"
                   ? kiosk::v4l2::DocumentCamera::create(configuration)
                   : kiosk::v4l2::V4l2Camera::create(configuration);
    }
};

} // namespace

KIOSK_DRIVER(V4l2Driver)
