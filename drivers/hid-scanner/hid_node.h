#pragma once

#include <kiosk/hal/device_node.h>

namespace kiosk::hidscanner
{

/// A keyboard: its keys reach no other program as long as it is open. Errors: noDevice,
/// authorisationRequired, deviceBusy (another program has taken it), protocolError (no keyboard). Thread:
/// any.
[[nodiscard]] Result<hal::DeviceNode> openKeyboard(const QString &path);
/// A HID POS scanner. Errors: likewise; protocolError (no scanner). Thread: any.
[[nodiscard]] Result<hal::DeviceNode> openScanner(const QString &path);

} // namespace kiosk::hidscanner
