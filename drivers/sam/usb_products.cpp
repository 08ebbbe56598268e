#include "usb_products.h"

#include <kiosk/hal/usb_quirks.h>

namespace kiosk::sam
{

Result<UsbProduct> findUsbProduct(quint16 vendor, quint16 product)
{
    const auto entry = hal::usbQuirks(QStringLiteral("sam"), vendor, product);
    if (!entry)
        return entry.error();
    return UsbProduct{framingNamed((*entry)[u"framing"].toString()), (*entry)[u"unusable"].toString()};
}

} // namespace kiosk::sam
