#include "fprint_reader.h"

using kiosk::fprint::FprintReader;

KIOSK_DRIVER(FprintReader)
