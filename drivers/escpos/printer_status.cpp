#include "printer_status.h"

#include <QJsonArray>

namespace kiosk::escpos
{

namespace
{

QString deviceOf(const PrinterStatus &status)
{
    if (status.unrecoverableError || status.cutterError)
        return QStringLiteral("hardwareError");
    if (status.offline || status.error || status.coverOpen || status.paperEnd || status.stoppedByPaperEnd ||
        status.recoverableError)
        return QStringLiteral("offline");
    if (status.feeding || status.autoRecoverableError)
        return QStringLiteral("deviceBusy");
    return QStringLiteral("online");
}

QString paperOf(const PrinterStatus &status)
{
    if (status.cutterError)
        return QStringLiteral("jammed");
    if (status.paperEnd || status.stoppedByPaperEnd)
        return QStringLiteral("out");
    return status.paperNearEnd ? QStringLiteral("low") : QStringLiteral("full");
}

QJsonArray reasonsOf(const PrinterStatus &status)
{
    QJsonArray reasons;
    const auto add = [&reasons](bool is, const char *reason) {
        if (is)
            reasons.append(QLatin1String(reason));
    };
    add(status.offline, "offline");
    add(status.awaitsRecovery, "awaits-recovery");
    add(status.feedButton, "feed-button");
    add(status.coverOpen, "cover-open");
    add(status.feeding, "feeding");
    add(status.stoppedByPaperEnd, "stopped-by-paper-end");
    add(status.error, "error");
    add(status.recoverableError, "recoverable-error");
    add(status.cutterError, "cutter-error");
    add(status.unrecoverableError, "unrecoverable-error");
    add(status.autoRecoverableError, "auto-recoverable-error");
    add(status.paperNearEnd, "paper-near-end");
    add(status.paperEnd, "paper-end");
    return reasons;
}

} // namespace

PrinterStatus decodeStatus(const StatusBytes &bytes)
{
    const auto bits = [&bytes](int n, int mask) { return (bytes[size_t(n) - 1] & mask) != 0; };
    PrinterStatus status;
    status.drawerSignal = bits(1, 0x04);
    status.offline = bits(1, 0x08);
    status.awaitsRecovery = bits(1, 0x20);
    status.feedButton = bits(1, 0x40);
    status.coverOpen = bits(2, 0x04);
    status.feeding = bits(2, 0x08);
    status.stoppedByPaperEnd = bits(2, 0x20);
    status.error = bits(2, 0x40);
    status.recoverableError = bits(3, 0x04);
    status.cutterError = bits(3, 0x08);
    status.unrecoverableError = bits(3, 0x20);
    status.autoRecoverableError = bits(3, 0x40);
    status.paperNearEnd = bits(4, 0x0C);
    status.paperEnd = bits(4, 0x60);
    return status;
}

QJsonObject describeStatus(const PrinterStatus &status)
{
    const bool recoverable = status.recoverableError || status.cutterError || status.autoRecoverableError;
    return {{QStringLiteral("device"), deviceOf(status)},
            {QStringLiteral("paper"), QJsonObject{{QStringLiteral("upper"), paperOf(status)}}},
            {QStringLiteral("cover"), status.coverOpen ? QStringLiteral("open") : QStringLiteral("closed")},
            {QStringLiteral("cutter"), status.cutterError ? QStringLiteral("jammed") : QStringLiteral("ok")},
            {QStringLiteral("fault"), status.unrecoverableError ? QStringLiteral("unrecoverable")
                                      : recoverable             ? QStringLiteral("recoverable")
                                                                : QStringLiteral("none")},
            {QStringLiteral("reasons"), reasonsOf(status)}};
}

QJsonObject describePortStatus(quint8 status)
{
    constexpr quint8 paperOut = 0x20, selected = 0x10, noError = 0x08;
    const bool out = (status & paperOut) != 0, good = (status & noError) != 0;
    const bool online = (status & selected) != 0 && good && !out;
    QJsonArray reasons{QStringLiteral("port-status")};
    if (!good)
        reasons.append(QStringLiteral("error"));
    return {{QStringLiteral("device"), online ? QStringLiteral("online") : QStringLiteral("offline")},
            {QStringLiteral("paper"),
             QJsonObject{{QStringLiteral("upper"), out ? QStringLiteral("out") : QStringLiteral("unknown")}}},
            {QStringLiteral("reasons"), reasons}};
}

} // namespace kiosk::escpos
