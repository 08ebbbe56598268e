// kiosk-serviced. Whoever launches it (systemd unit, kioskctl up) sets
//   GLIBC_TUNABLES=glibc.malloc.perturb=85:glibc.malloc.tcache_count=0
// so that freed heap is overwritten at once: identity data passes through JSON on its way to the platform.
#include <kiosk/serviced/lock_down.h>
#include <kiosk/serviced/services.h>

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>

#include <QCoreApplication>
#include <QDir>

#include <CLI/CLI.hpp>

using namespace kiosk;
int main(int argc, char **argv)
{
    services::lockDown();
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("kiosk-serviced"));
    std::string platform;
    std::string profile;
    std::string certificates;
    std::string terminal;
    std::string modules = paths::share(QStringLiteral("modules")).toStdString();
    CLI::App options("Platform gateway and case journal of a terminal");
    options.add_option("--platform", platform, "Address of the department platform, https://host:port");
    options.add_option("--profile", profile, "How it speaks: name or file of a platform profile");
    options.add_option("--certificates", certificates, "Folder with ca.crt, terminal.crt, terminal.key");
    options.add_option("--terminal", terminal, "region-outlet-terminal, 990000-0001-0001")->required();
    options.add_option("--modules", modules, "Folder of the installed modules");
    CLI11_PARSE(options, argc, argv);

    const auto text = [](const std::string &option) { return QString::fromStdString(option); };
    const auto stop = [](const Error &error) {
        qCritical("%s", qPrintable(error.detail));
        return 1;
    };
    const SystemClock clock;
    const QString state = paths::state();
    QDir().mkpath(state);
    auto key = services::TerminalKey::open(state + QStringLiteral("/terminal.key"));
    if (!key)
        return stop(key.error());
    auto journal = services::Journal::open(state + QStringLiteral("/journal.sqlite"), text(terminal),
                                           *std::move(key), clock);
    if (!journal)
        return stop(journal.error());
    auto bus = ipc::connectToBus();
    if (!bus)
        return stop(bus.error());
    auto gateway = services::PlatformGateway::create(
        {QUrl(text(platform)), text(terminal), text(certificates)}, text(profile), clock);
    services::Services service(*bus, *std::move(journal),
                               std::make_unique<services::InstalledModules>(text(modules)),
                               std::move(gateway), clock);
    const Status started = service.start();
    return started ? QCoreApplication::exec() : stop(started.error());
}
