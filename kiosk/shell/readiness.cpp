#include <kiosk/shell/readiness.h>

#include <kiosk/core/error_catalogue.h>

namespace kiosk::shell
{

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

Readiness examine(const Catalogue &catalogue, const QString &item, const QJsonArray &devices,
                  const Result<QJsonObject> &health)
{
    Readiness readiness;
    if (catalogue.moduleOf(item) == nullptr) // stopped, since there is a guide to look at
        readiness.obstacles.append(fail(error::moduleInvalid, item));
    const QJsonObject kiosk = catalogue.item(item)[u"kiosk"].toObject();
    for (const auto &code : kiosk[u"devices"][u"required"].toArray()) {
        const QString deviceClass = catalogue.deviceClass(code.toString());
        const auto device = std::find_if(devices.begin(), devices.end(), [&](const QJsonValue &candidate) {
            return candidate[u"class"].toString() == deviceClass; // the first is the one that will be asked
        });
        if (auto obstacle = obstacleOf(device == devices.end() ? QJsonObject() : device->toObject()))
            readiness.obstacles.append(*obstacle);
    }
    if (health && (*health)[u"storage"].toString() == u"full")
        readiness.obstacles.append(fail(error::notEnoughSpace));
    if (kiosk[u"offline"].toString() != u"full") {
        if (!health)
            readiness.obstacles.append(fail(error::platformUnreachable, health.error().detail));
        else if ((*health)[u"platform"].toString() == u"offline")
            readiness.obstacles.append(fail(error::platformUnreachable, (*health)[u"message"].toString()));
    }
    return readiness;
}

} // namespace kiosk::shell
