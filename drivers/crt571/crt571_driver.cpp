#include "crt571_dispenser.h"

using kiosk::crt571::Crt571Dispenser;

KIOSK_DRIVER(Crt571Dispenser)
