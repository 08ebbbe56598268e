#include <kiosk/hal/device_condition.h>

#include <kiosk/core/error_catalogue.h>

#include <QStringList>

#include <algorithm>

namespace kiosk::hal
{

namespace
{

/// XFS4IoT's words for a part that needs somebody, the most pressing last.
const QStringList &needs()
{
    static const QStringList words{QStringLiteral("low"),        QStringLiteral("nearFull"),
                                   QStringLiteral("high"),       QStringLiteral("onBattery"),
                                   QStringLiteral("lowBattery"), QStringLiteral("empty"),
                                   QStringLiteral("out"),        QStringLiteral("full")};
    return words;
}

/// Where it is in needs(), -1 where all is well. Full is a need of what is filled by the device only.
qsizetype needOf(const QString &part, const QJsonValue &value)
{
    if (!value.isObject()) {
        const QString word = value.toString();
        return word == u"full" && part != u"bin" ? -1 : needs().indexOf(word);
    }
    qsizetype worst = -1;
    const QJsonObject inside = value.toObject();
    for (auto inner = inside.begin(); inner != inside.end(); ++inner)
        worst = std::max(worst, needOf(inner->isObject() ? inner.key() : part, *inner));
    return worst;
}

/// "paper", "supply-lowBattery", "toner-units-empty": each part in need, and its word where soon is now.
QString suppliesOf(const QJsonObject &status)
{
    QStringList words;
    for (auto part = status.begin(); part != status.end(); ++part) {
        const qsizetype need = needOf(part.key(), *part);
        if (need >= 0)
            words.append(part.key());
        if (need >= needs().indexOf(QStringLiteral("lowBattery")))
            words.append(needs().at(need));
    }
    return words.join(u'-');
}

const QString documentMedia = QStringLiteral("iso_a4_210x297mm");

/// The trays that documents are taken from; empty where the device does not tell of its trays.
QStringList documentTrays(const QJsonObject &device)
{
    const QJsonObject papers = device[u"papers"].toObject();
    QStringList trays;
    for (auto tray = papers.begin(); tray != papers.end(); ++tray) {
        if (tray->toString() == documentMedia)
            trays.append(tray.key());
    }
    return trays;
}

bool isDocumentPrinter(const QJsonObject &device)
{
    return device[u"class"].toString() == u"document-printer";
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
    const auto paperIs = [&](QStringView word) {
        if (paper.isString())
            return paper.toString() == word;
        const QJsonObject states = paper.toObject();
        QStringList trays = isDocumentPrinter(device) ? documentTrays(device) : QStringList();
        if (trays.isEmpty())
            trays = states.keys();
        return !trays.isEmpty() && std::all_of(trays.begin(), trays.end(), [&](const QString &tray) {
            return states[tray].toString() == word;
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

QJsonObject papersOf(const QJsonArray &trays)
{
    QJsonObject papers;
    for (const auto &tray : trays) {
        if (!tray[u"numbered"].toBool())
            papers.insert(tray[u"id"].toString(), tray[u"media"]);
    }
    return papers;
}

QList<QJsonObject> devicesOfClass(const QJsonArray &devices, QStringView deviceClass)
{
    QList<QJsonObject> found, untold;
    for (const auto &value : devices) {
        const QJsonObject device = value.toObject();
        if (device[u"class"].toString() != deviceClass)
            continue;
        if (!isDocumentPrinter(device) || !documentTrays(device).isEmpty())
            found.append(device);
        else if (!device.contains(u"papers")) // one without trays, or one that was refused
            untold.append(device);
    }
    return found + untold;
}

QJsonObject deviceOfClass(const QJsonArray &devices, QStringView deviceClass)
{
    const QList<QJsonObject> those = devicesOfClass(devices, deviceClass);
    const auto well = std::find_if(those.begin(), those.end(), [](const QJsonObject &device) {
        return isDocumentPrinter(device) && !obstacleOf(device);
    });
    return well != those.end() ? *well : those.value(0);
}

DeviceCondition conditionOf(const QJsonObject &device)
{
    const QString state = device[u"state"].toString();
    if (state == u"starting" || state == u"deviceBusy")
        return {};
    if (const auto obstacle = obstacleOf(device))
        return {QStringLiteral("error"), obstacle->code.name().toString()};
    if (const QString supplies = suppliesOf(device[u"status"].toObject()); !supplies.isEmpty())
        return {QStringLiteral("supply"), supplies};
    return {QStringLiteral("state"), state};
}

} // namespace kiosk::hal
