#include "serial_scanner.h"

using kiosk::serialscanner::SerialScanner;

KIOSK_DRIVER(SerialScanner)
