#include <kiosk/shell/readiness.h>

#include <kiosk/hal/device_condition.h>

namespace kiosk::shell
{

Readiness examine(const Catalogue &catalogue, const QString &item, const QJsonArray &devices,
                  const Result<QJsonObject> &health)
{
    Readiness readiness;
    if (catalogue.moduleOf(item) == nullptr) // stopped, since there is a guide to look at
        readiness.obstacles.append(fail(error::moduleInvalid, item));
    const QJsonObject kiosk = catalogue.item(item)[u"kiosk"].toObject();
    for (const auto &code : kiosk[u"devices"][u"required"].toArray()) {
        const QString deviceClass = catalogue.deviceClass(code.toString());
        if (auto obstacle = hal::obstacleOf(hal::deviceOfClass(devices, deviceClass)))
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
