#pragma once

#include <kiosk/core/result.h>

#include <sane/sane.h>

namespace kiosk::sane
{

/// What a status other than good and end-of-file means (SANE standard 1.06, table 1): mediaJammed,
/// noMediaPresent, coverOpen, deviceBusy, authorisationRequired, hardwareError, canceled, unsupportedData,
/// noDevice (a device that cannot be opened), notEnoughSpace. `what` was being done. Pure; thread: any.
[[nodiscard]] Error failureOf(SANE_Status status, const char *what);

} // namespace kiosk::sane
