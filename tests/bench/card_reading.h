#pragma once

#include <kiosk/core/result.h>

#include <QList>
#include <QString>

namespace kiosk::bench
{

/// Reads a card so many times with the driver of devices.yaml's card reader and its emulator, which takes the
/// time of the wire: the wire's share of the time from card found to result, in percent. folder: short.
[[nodiscard]] Result<QList<double>> measureCardReading(const QString &configuration, const QString &folder,
                                                       int times);

} // namespace kiosk::bench
