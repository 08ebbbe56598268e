#include <kiosk/hal/printer_readiness.h>

namespace kiosk::hal
{

Status checkReadiness(const QJsonObject &status, const QString &tray)
{
    const QString device = status[u"device"].toString();
    const QString reasons = QJsonValue(status[u"reasons"]).toVariant().toStringList().join(u' ');
    if (device == u"noDevice")
        return fail(error::noDevice, reasons);
    if (status[u"queue"] == QStringLiteral("stopped"))
        return fail(error::queueStopped, reasons);

    const QJsonObject papers = status[u"paper"].toObject();
    const QString paper =
        papers[tray.isEmpty() && !papers.isEmpty() ? papers.keys().first() : tray].toString();
    if (paper == u"jammed")
        return fail(error::paperJammed, reasons);
    if (status[u"cover"] == QStringLiteral("open"))
        return fail(error::coverOpen, reasons);
    if (paper == u"out")
        return fail(error::paperOut, reasons);
    if (status[u"toner"] == QStringLiteral("out"))
        return fail(error::tonerOut, reasons);
    if (status[u"ink"] == QStringLiteral("out"))
        return fail(error::inkOut, reasons);
    if (status[u"stacker"] == QStringLiteral("full"))
        return fail(error::stackerFull, reasons);

    if (device == u"hardwareError")
        return fail(error::hardwareError, reasons);
    if (device == u"deviceBusy")
        return fail(error::deviceBusy, reasons);
    if (device != u"online")
        return fail(error::deviceNotReady, device + u' ' + reasons);
    return {};
}

} // namespace kiosk::hal
