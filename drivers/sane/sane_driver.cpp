#include "sane_scanner.h"

using kiosk::sane::SaneScanner;

KIOSK_DRIVER(SaneScanner)
