#pragma once

#include <kiosk/core/result.h>

#include <QJsonObject>

namespace kiosk::hal
{

/// `quirks` of a driver's driver.yaml, checked against DRIVER_quirks, the schema that the driver brings.
/// Thread: any. Errors: invalidData, with file, line and reason.
[[nodiscard]] Result<QJsonObject> driverQuirks(const QString &driver);

/// What `quirks.usb` of a driver's driver.yaml knows of a product beyond its descriptors: its entry, or an
/// empty object for a product that is not in it. The driver brings the schema DRIVER_quirks. Thread: any.
/// Errors: invalidData, with file, line and reason.
[[nodiscard]] Result<QJsonObject> usbQuirks(const QString &driver, quint16 vendor, quint16 product);

} // namespace kiosk::hal
