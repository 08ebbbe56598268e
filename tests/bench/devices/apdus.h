#pragma once

#include "counts.h"

namespace kiosk::bench
{

/// One record of a social security card read again and again: through the pcsc driver, and by SCardTransmit
/// alone. Both in this process, of one pcscd with one emulated card; folder: short. Figures: apdu,
/// apdu-slowest.
[[nodiscard]] Status measureApdus(const QString &folder, const DeviceCounts &counts, Collected &collected);

} // namespace kiosk::bench
