#pragma once

#include <QLoggingCategory>

namespace kiosk::deviced
{

Q_DECLARE_LOGGING_CATEGORY(log)

} // namespace kiosk::deviced
