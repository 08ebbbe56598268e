#include "hid_scanner.h"

using kiosk::hidscanner::HidScanner;

KIOSK_DRIVER(HidScanner)
