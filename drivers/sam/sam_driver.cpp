#include "sam_reader.h"

using kiosk::sam::SamReader;

KIOSK_DRIVER(SamReader)
