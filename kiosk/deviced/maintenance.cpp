#include <kiosk/deviced/maintenance.h>

namespace kiosk::deviced
{

NextCare nextCare(const hal::MaintenanceRule &rule, const LastCare &last, qint64 counted, const QDate &today)
{
    NextCare next{last.day.addDays(rule.everyDays.count()), {}, false};
    if (!rule.counter.isEmpty())
        next.left = last.counted + rule.everyCount - counted;
    next.overdue = today > next.due || (next.left && *next.left <= 0);
    return next;
}

} // namespace kiosk::deviced
