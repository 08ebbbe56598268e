#include <kiosk/shell/steps/visit.h>

#include <kiosk/core/sealed_memory.h>

namespace kiosk::shell
{

Visit::Visit(const Clock &theClock, const Timeouts &theTimeouts, Session &theSession,
             const Catalogue &theCatalogue, DevicesClient &theDevices, ServicesClient &theServices)
    : clock(theClock), timeouts(theTimeouts), session(theSession), catalogue(theCatalogue),
      devices(theDevices), services(theServices)
{
    connect(&devices, &DevicesClient::devicesChanged, this, [this] { changes.send(); });
}

void Visit::forget()
{
    ++number;
    leaving = printing = false;
    wipe(person);
    caseNumber.clear();
    item.clear();
    level.clear();
    paper = {};
    cancel = CancelToken();
    changes.send();
    Q_EMIT subjectChanged();
}

QString Visit::said(const ErrorEntry &entry) const
{
    return english() ? entry.citizenEn : entry.citizen;
}

QString Visit::next(const ErrorEntry &entry) const
{
    return english() ? entry.citizenNextEn : entry.citizenNext;
}

QString Visit::sentence(const ErrorEntry &entry) const
{
    return said(entry) + (english() ? QStringLiteral(". ") : QStringLiteral("，")) + next(entry);
}

} // namespace kiosk::shell
