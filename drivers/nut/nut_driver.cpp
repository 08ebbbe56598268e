#include "nut_ups.h"

using kiosk::nut::NutUps;

KIOSK_DRIVER(NutUps)
