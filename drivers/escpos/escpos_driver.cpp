#include "escpos_printer.h"

using kiosk::escpos::EscposPrinter;

KIOSK_DRIVER(EscposPrinter)
