#include "service_status.h"

#include "words.h"

namespace kiosk::xfs4iot
{

namespace
{

constexpr qsizetype longestModel = 64;

} // namespace

QString modelOf(const QJsonObject &capabilities)
{
    const QJsonArray devices = fieldAt(capabilities, u"common.deviceInformation").toArray();
    return fieldOf(devices.at(0).toObject(), u"modelName").toString().left(longestModel);
}

QJsonObject identityIn(const QJsonObject &capabilities)
{
    const QJsonObject device = fieldAt(capabilities, u"common.deviceInformation").toArray().at(0).toObject();
    const QJsonObject firmware = fieldOf(device, u"firmware").toArray().at(0).toObject();
    return {
        {QStringLiteral("model"), modelOf(capabilities)},
        {QStringLiteral("serial"), fieldOf(device, u"serialNumber").toString().left(longestModel)},
        {QStringLiteral("firmware"), fieldOf(firmware, u"firmwareVersion").toString().left(longestModel)}};
}

Result<QJsonObject>
deviceStatus(ServiceLink &link, const hal::OperationContext &context,
             const std::function<void(const QJsonObject &status, QJsonObject &result)> &add)
{
    KIOSK_TRY(context.check());
    const auto status = [&]() -> Result<QJsonObject> {
        KIOSK_TRY(link.ensureOpen(context));
        return link.status(context);
    }();
    if (!status) {
        if (status.error().code == error::canceled)
            return status.error();
        return hal::describeFailure(status.error());
    }
    QJsonObject result{{QStringLiteral("device"), deviceWordOf(*status)}};
    if (const QString model = modelOf(link.capabilities()); !model.isEmpty())
        result.insert(QStringLiteral("model"), model);
    result.insert(QStringLiteral("identity"), identityIn(link.capabilities()));
    add(*status, result);
    return result;
}

} // namespace kiosk::xfs4iot
