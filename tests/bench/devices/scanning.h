#pragma once

#include "counts.h"

namespace kiosk::bench
{

/// A page of SANE's test back end, as JPEG: by the sane driver, which finds, straightens and whitens it too,
/// and by scanimage. Once at the pace of a feeder of 30 pages a minute, and once as fast as it goes. Figures:
/// scan, scan-work.
[[nodiscard]] Status measureScanning(const QString &folder, const DeviceCounts &counts, Collected &collected);

} // namespace kiosk::bench
