#include "tf_sensor.h"

using kiosk::tfrange::TfSensor;

KIOSK_DRIVER(TfSensor)
