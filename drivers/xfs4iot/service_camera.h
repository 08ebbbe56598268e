#pragma once

#include "service_link.h"

#include <kiosk/hal/camera.h>

namespace kiosk::xfs4iot
{

/// A camera of a service with the interface Camera: pictures, and no preview, which XFS4IoT does not have.
/// Calls, threads and errors as Camera says.
class ServiceCamera final : public hal::Camera
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);

    Status open(hal::OperationContext &context) override { return m_link->open(context); }
    void close() override { m_link->close(); }
    Result<QJsonObject> status(hal::OperationContext &context) override;

protected:
    /// cameraNotSupported.
    Error preview(hal::OperationContext &context) override;
    Result<hal::CameraPicture> takePicture(hal::OperationContext &context) override;
    Status reset(hal::OperationContext &context) override;

private:
    ServiceCamera(std::unique_ptr<ServiceLink> link, QString which)
        : m_link(std::move(link)), m_which(std::move(which))
    {
    }

    std::unique_ptr<ServiceLink> m_link;
    QString m_which; ///< person, room, exitSlot
};

} // namespace kiosk::xfs4iot
