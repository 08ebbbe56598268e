#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

namespace kiosk::hal
{

/// Is a printer with this status (as Device::status() gives it) able to print from this tray now? Errors: the
/// reason it is not: noDevice, deviceNotReady, queueStopped, paperOut, paperJammed, tonerOut … Pure; thread:
/// any.
[[nodiscard]] Status checkReadiness(const QJsonObject &status, const QString &tray);

} // namespace kiosk::hal
