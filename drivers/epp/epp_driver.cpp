#include "epp_pad.h"

using kiosk::epp::EppPad;

KIOSK_DRIVER(EppPad)
