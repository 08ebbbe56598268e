#include "stu_pad.h"

using kiosk::stu::StuPad;

KIOSK_DRIVER(StuPad)
