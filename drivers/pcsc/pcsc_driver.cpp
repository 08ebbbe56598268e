#include "pcsc_reader.h"

using kiosk::pcsc::PcscReader;

KIOSK_DRIVER(PcscReader)
