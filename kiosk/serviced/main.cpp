// kiosk-serviced. Whoever launches it (systemd unit, kioskctl up) sets
//   GLIBC_TUNABLES=glibc.malloc.perturb=165:glibc.malloc.tcache_count=0:glibc.malloc.arena_max=1
// so that freed heap is overwritten at once: identity data passes through JSON on its way to the platform.
#include <kiosk/serviced/lock_down.h>
#include <kiosk/serviced/services.h>
#include <kiosk/serviced/settings.h>
#include <kiosk/serviced/staff_service.h>
#include <kiosk/serviced/support_service.h>

#include <kiosk/core/life_sign.h>
#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>

#include <QCoreApplication>
#include <QDir>

using namespace kiosk;
int main(int argc, char **argv)
{
    services::lockDown();
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("kiosk-serviced"));
    LifeSign sign;
    const auto stop = [](const Error &error) {
        qCritical("%s", qPrintable(error.detail));
        return 1;
    };
    const auto settings = services::Settings::read(argc, argv);
    if (!settings)
        return stop(settings.error());
    const SystemClock clock;
    const QString state = paths::state();
    QDir().mkpath(state);
    const QString keyFile = state + QStringLiteral("/terminal.key");
    auto key = services::TerminalKey::open(keyFile);
    if (!key)
        return stop(key.error());
    auto staffKey = services::TerminalKey::open(keyFile);
    if (!staffKey)
        return stop(staffKey.error());
    auto staff = services::StaffRegister::open(state + QStringLiteral("/staff.sqlite"), settings->terminal,
                                               *std::move(staffKey), clock);
    if (!staff)
        return stop(staff.error());
    auto journal = services::Journal::open(state + QStringLiteral("/journal.sqlite"), settings->terminal,
                                           *std::move(key), clock);
    if (!journal)
        return stop(journal.error());
    auto bus = ipc::connectToBus();
    if (!bus)
        return stop(bus.error());
    auto gateway = services::PlatformGateway::create(
        {QUrl(settings->platform), settings->terminal, settings->certificates}, settings->profile, clock);
    services::Services service(*bus, *std::move(journal),
                               std::make_unique<services::InstalledModules>(settings->modules),
                               std::move(gateway), settings->rules, clock);
    const services::StaffService staffService(
        *bus, *std::move(staff),
        [&service](const QString &who, const QString &what, const QString &number, const QString &result) {
            service.audit(what, number, result, {}, who);
        });
    auto upload = services::uploadOf(settings->support, settings->certificates);
    const services::SupportService supportService(
        *bus, std::move(upload), [&service](const QString &who, const QString &name, const QString &result) {
            service.audit(QStringLiteral("bundle-upload"), name, result, {}, who);
        });
    if (const Status started = service.start(); !started)
        return stop(started.error());
    sign.ready();
    return QCoreApplication::exec();
}
