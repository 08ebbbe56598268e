#include "v4l2_camera.h"

using kiosk::v4l2::V4l2Camera;

KIOSK_DRIVER(V4l2Camera)
