#pragma once

#include "../figures.h"

#include <kiosk/core/clock.h>

namespace kiosk::bench
{

/// How often each is measured.
struct DeviceCounts {
    int rounds = 5;      ///< turns of each side
    int exchanges = 100; ///< with the chip, a round
    Milliseconds preview{4'000};
    int scans = 1; ///< a round
    int hosts = 10;
};

/// Samples by the name of their figure.
using Collected = QHash<QString, Samples>;

} // namespace kiosk::bench
