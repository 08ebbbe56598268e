#pragma once

#include <kiosk/hal/device_classes.h>

#include <QDate>

#include <optional>

namespace kiosk::deviced
{

/// When a device was looked after last, or since when it is known.
struct LastCare {
    QDate day;
    qint64 counted = 0; ///< what the task's counter stood at
};

/// When it is to be looked after next.
struct NextCare {
    QDate due;                  ///< by the calendar; the last day that is not too late
    std::optional<qint64> left; ///< of what is counted, below 0 when too much; unset where nothing is
    bool overdue = false;
};

/// Whatever comes first, the day or the count. Pure.
[[nodiscard]] NextCare nextCare(const hal::MaintenanceRule &rule, const LastCare &last, qint64 counted,
                                const QDate &today);

} // namespace kiosk::deviced
