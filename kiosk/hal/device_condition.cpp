#include <kiosk/hal/device_condition.h>

#include <kiosk/core/error_catalogue.h>

#include <QStringList>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

/// XFS4IoT's words for a part that needs somebody soon.
bool runsLow(const QJsonValue &part)
{
    static const QStringList words{QStringLiteral("low"), QStringLiteral("nearFull"), QStringLiteral("high"),
                                   QStringLiteral("onBattery"), QStringLiteral("lowBattery")};
    if (!part.isObject())
        return words.contains(part.toString());
    const QJsonObject trays = part.toObject();
    return std::any_of(trays.begin(), trays.end(), [](const QJsonValue &tray) { return runsLow(tray); });
}

} // namespace

std::optional<Error> obstacleOf(const QJsonObject &device)
{
    if (device.isEmpty())
        return fail(error::noDevice);
    const QString state = device[u"state"].toString();
    const QJsonObject status = device[u"status"].toObject();
    // The device's own reason first: "out of paper" says more than "not ready".
    const QJsonValue paper = status[u"paper"];
    const auto paperIs = [&paper](QStringView word) {
        if (paper.isString())
            return paper.toString() == word;
        const QJsonObject trays = paper.toObject();
        return !trays.isEmpty() && std::all_of(trays.begin(), trays.end(), [word](const QJsonValue &tray) {
            return tray.toString() == word;
        });
    };
    if (status[u"queue"].toString() == u"stopped")
        return fail(error::queueStopped);
    if (paperIs(u"jammed"))
        return fail(error::paperJammed);
    if (status[u"cover"].toString() == u"open")
        return fail(error::coverOpen);
    if (paperIs(u"out"))
        return fail(error::paperOut);
    if (status[u"toner"].toString() == u"out")
        return fail(error::tonerOut);
    if (status[u"ink"].toString() == u"out")
        return fail(error::inkOut);
    if (status[u"stacker"].toString() == u"full")
        return fail(error::stackerFull);
    if (const QString code = status[u"error"].toString(); !code.isEmpty() && findError(code) != nullptr)
        return fail(errorCodeFrom(code));
    if (state == u"online" || state == u"deviceBusy")
        return {};
    if (state == u"hardwareError")
        return fail(error::hardwareError);
    if (state == u"noDevice")
        return fail(error::noDevice);
    return fail(error::deviceNotReady, state);
}

DeviceCondition conditionOf(const QJsonObject &device)
{
    const QString state = device[u"state"].toString();
    if (state == u"starting" || state == u"deviceBusy")
        return {};
    if (const auto obstacle = obstacleOf(device))
        return {QStringLiteral("error"), obstacle->code.name().toString()};
    const QJsonObject status = device[u"status"].toObject();
    for (auto part = status.begin(); part != status.end(); ++part) {
        if (runsLow(*part))
            return {QStringLiteral("supply"), part.key()};
    }
    return {QStringLiteral("state"), state};
}

} // namespace kiosk::hal
