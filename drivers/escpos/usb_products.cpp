#include "usb_products.h"

#include <kiosk/hal/usb_quirks.h>

namespace kiosk::escpos
{

Result<UsbProduct> findUsbProduct(quint16 vendor, quint16 product)
{
    const auto entry = hal::usbQuirks(QStringLiteral("escpos"), vendor, product);
    if (!entry)
        return entry.error();
    return UsbProduct{(*entry)[u"confirmation"].toString(), (*entry)[u"qr"].toString()};
}

} // namespace kiosk::escpos
