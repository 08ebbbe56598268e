#include "evdev_keypad.h"

using kiosk::evdevkeypad::EvdevKeypad;

KIOSK_DRIVER(EvdevKeypad)
