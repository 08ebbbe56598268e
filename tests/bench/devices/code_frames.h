#pragma once

#include "counts.h"

namespace kiosk::bench
{

/// QR codes in frames as camera-scanner's camera delivers them: searched by its recognizer, for as long as a
/// frame has, and by ZXing-C++ alone. `pictures`: a folder of photographs; empty: drawn ones. Figures:
/// code-frame, code-frame-slowest, codes-found.
[[nodiscard]] Status measureCodeFrames(const QString &pictures, const DeviceCounts &counts,
                                       Collected &collected);

} // namespace kiosk::bench
