#include "camera_scanner.h"

using kiosk::camerascanner::CameraScanner;

KIOSK_DRIVER(CameraScanner)
