#pragma once

#include <QString>

namespace kiosk::hal
{

/// What a code says that a terminal prints to be read back: of this time alone, so that paper of an earlier
/// test does not pass for this one's. Nobody's data. Thread: any.
[[nodiscard]] QString newTestCode();
/// Whether a terminal has printed that for a test. Pure; thread: any.
[[nodiscard]] bool isTestCode(QStringView text);

} // namespace kiosk::hal
