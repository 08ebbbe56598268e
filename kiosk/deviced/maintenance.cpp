#include <kiosk/deviced/maintenance.h>

namespace kiosk::deviced
{

NextCare nextCare(const hal::MaintenanceRule &rule, const LastCare &last, qint64 counted, const QDate &today)
{
    NextCare next{last.day.addDays(rule.everyDays.count()), {}, false};
    const bool impossible = last.day > today.addDays(1); // the clock was wrong then, or is now
    if (impossible)
        next.due = today;
    if (!rule.counter.isEmpty())
        next.left = last.counted + rule.everyCount - counted;
    next.overdue = impossible || today > next.due || (next.left && *next.left <= 0);
    return next;
}

} // namespace kiosk::deviced
