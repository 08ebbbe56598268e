#pragma once

#include "camera_unit.h"

#include <kiosk/hal/document_scanner.h>

namespace kiosk::v4l2
{

/// A camera that looks down on a page. It has no resolution of its own: the page is what it is measured by.
/// Thread: one.
class DocumentCamera : public hal::DocumentScanner
{
public:
    [[nodiscard]] static Result<std::unique_ptr<hal::Device>>
    create(const hal::DeviceConfiguration &configuration);
    DocumentCamera(std::unique_ptr<FrameSource> source, Milliseconds settle);

    [[nodiscard]] Status open(hal::OperationContext &context) override { return m_camera.open(context); }
    void close() override { m_camera.close(); }
    [[nodiscard]] Result<QJsonObject> status(hal::OperationContext &context) override
    {
        return m_camera.status(context);
    }

protected:
    [[nodiscard]] Result<QList<hal::ScanSource>> sources(hal::OperationContext & /*context*/) override
    {
        return QList<hal::ScanSource>{hal::ScanSource::Camera};
    }
    [[nodiscard]] Status startScan(const hal::ScanRequest & /*request*/,
                                   hal::OperationContext & /*context*/) override;
    [[nodiscard]] Result<std::optional<hal::ScannedPicture>>
    nextPicture(hal::OperationContext &context) override;
    void endScan() override {} // a stream ends with its picture
    [[nodiscard]] Status reset(hal::OperationContext &context) override;

private:
    CameraUnit m_camera;
};

} // namespace kiosk::v4l2
