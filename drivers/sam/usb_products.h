#pragma once

#include "usb_framing.h"

namespace kiosk::sam
{

/// What driver.yaml knows of a product beyond its descriptors.
struct UsbProduct {
    std::optional<UsbFraming> framing; ///< unset: as the descriptors say
    QString unusable;                  ///< why this driver cannot talk to it; empty = it can
};

/// The entry of `quirks.usb`; empty for a product that is not in it. Thread: any. Errors: invalidData, with
/// file, line and reason.
[[nodiscard]] Result<UsbProduct> findUsbProduct(quint16 vendor, quint16 product);

} // namespace kiosk::sam
