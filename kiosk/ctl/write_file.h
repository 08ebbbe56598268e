#pragma once

#include <kiosk/core/result.h>

namespace kiosk::ctl
{

/// Whole or not at all; makes the folders above it. Errors: notEnoughSpace.
[[nodiscard]] Status writeFile(const QString &path, const QByteArray &bytes);

} // namespace kiosk::ctl
