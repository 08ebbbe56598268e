#pragma once

#include <QLoggingCategory>

namespace kiosk::sam
{

/// Command and status words only: what a card says is personal data.
Q_DECLARE_LOGGING_CATEGORY(log)

} // namespace kiosk::sam
