#pragma once

#include <QString>

namespace kiosk
{

/// Sends Qt's messages to standard error as "time level category: text", numbers of seven digits and more
/// hidden (the last line of defence, not the first: callers do not log personal data). Call once, in main().
void installLog(const QString &program);

} // namespace kiosk
