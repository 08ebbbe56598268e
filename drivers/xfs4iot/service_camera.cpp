#include "service_camera.h"

#include "jpeg_file.h"
#include "service_status.h"
#include "words.h"

namespace kiosk::xfs4iot
{

Result<std::unique_ptr<hal::Device>> ServiceCamera::create(const hal::DeviceConfiguration &configuration)
{
    auto link = ServiceLink::create(configuration, QStringLiteral("Camera"));
    if (!link)
        return link.error();
    return std::unique_ptr<hal::Device>(new ServiceCamera(
        *std::move(link), configuration.settings[u"camera"].toString(QStringLiteral("person"))));
}

Result<QJsonObject> ServiceCamera::status(hal::OperationContext &context)
{
    auto result = deviceStatus(*m_link, context, [this](const QJsonObject &status, QJsonObject &described) {
        static const QStringList known{QStringLiteral("ok"), QStringLiteral("inop")};
        described.insert(QStringLiteral("camera"),
                         wordIn(fieldAt(status, QStringLiteral("camera.cameras.") + m_which), known));
    });
    if (result && !result->contains(QStringLiteral("camera")))
        result->insert(QStringLiteral("camera"), QStringLiteral("unknown"));
    return result;
}

Error ServiceCamera::preview(hal::OperationContext & /*context*/)
{
    return fail(error::cameraNotSupported, QStringLiteral("XFS4IoT has no preview"));
}

Result<hal::CameraPicture> ServiceCamera::takePicture(hal::OperationContext &context)
{
    KIOSK_TRY(m_link->ensureOpen(context));
    const auto answer = m_link->command(
        {QStringLiteral("Camera.TakePicture"), {{QStringLiteral("camera"), m_which}}}, context);
    if (!answer)
        return answer.error();
    const auto file = bytesOf(*answer, u"pictureFile");
    if (!file)
        return file.error();
    if (file->isEmpty())
        return fail(error::cameraInoperable, QStringLiteral("the service gave no picture"));
    return takeJpeg(*file);
}

Status ServiceCamera::reset(hal::OperationContext &context)
{
    KIOSK_TRY(m_link->open(context));
    if (!offersCommand(m_link->capabilities(), u"Camera.Reset"))
        return {};
    const auto answer = m_link->command({QStringLiteral("Camera.Reset")}, context);
    return answer ? Status() : answer.error();
}

} // namespace kiosk::xfs4iot
