#include <kiosk/hal/camera.h>

namespace kiosk::hal
{

Result<Payload> Camera::execute(QStringView operation, const Payload & /*arguments*/,
                                OperationContext &context)
{
    KIOSK_TRY(context.check());
    if (operation == u"preview")
        return preview(context);
    if (operation == u"takePicture") {
        auto picture = takePicture(context);
        if (!picture)
            return picture.error();
        return Payload{{{QStringLiteral("width"), picture->width},
                        {QStringLiteral("height"), picture->height},
                        {QStringLiteral("locked"), QJsonArray::fromStringList(picture->locked)}},
                       {std::move(picture->jpeg)}};
    }
    if (operation == u"reset") {
        KIOSK_TRY(reset(context));
        return Payload{};
    }
    return fail(error::unsupportedCommand, QStringLiteral("camera has no operation '%1'").arg(operation));
}

} // namespace kiosk::hal
