#pragma once

#include <kiosk/core/result.h>

namespace kiosk::escpos
{

/// What driver.yaml knows of a product beyond its descriptors; empty = nothing.
struct UsbProduct {
    QString confirmation; ///< process-id | status
    QString qr;           ///< command | raster
};

/// The entry of `quirks.usb`. Thread: any. Errors: invalidData, with file, line and reason.
[[nodiscard]] Result<UsbProduct> findUsbProduct(quint16 vendor, quint16 product);

} // namespace kiosk::escpos
