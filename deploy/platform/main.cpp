#include "control_server.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>

#include <QCoreApplication>

#include <CLI/CLI.hpp>

#include <cstdio>

using namespace kiosk;

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("kiosk-platform"));

    std::string listen = "127.0.0.1:0";
    std::string database;
    std::string certificates;
    std::string profileName = "example-city";
    std::string control = (paths::run() + QStringLiteral("/emulators/platform.sock")).toStdString();
    std::string people = paths::share(QStringLiteral("platform")).toStdString();
    CLI::App options(
        "Plays the department systems: HTTPS with client certificates, fictional citizens, faults");
    options.add_option("--listen", listen, "Address and port; port 0: a free one, told on standard output");
    options.add_option("--database", database, "SQLite file, made where it is missing")->required();
    options.add_option("--certificates", certificates, "Folder that make-certificates filled")->required();
    options.add_option("--profile", profileName, "How it speaks: name or file of a platform profile");
    options.add_option("--control", control, "Unix socket for faults and codes");
    options.add_option("--people", people, "Folder of citizens.yaml and households.yaml: whom it knows");
    CLI11_PARSE(options, argc, argv);

    const auto stop = [](const Error &error) {
        std::fprintf(stderr, "kiosk-platform: %s\n", qPrintable(error.detail));
        return 1;
    };
    auto profile = services::PlatformProfile::load(QString::fromStdString(profileName));
    if (!profile)
        return stop(profile.error());
    auto store = platform::Store::open(QString::fromStdString(database), QString::fromStdString(people));
    if (!store)
        return stop(store.error());
    const SystemClock clock;
    platform::Simulator simulator(*std::move(store), *std::move(profile), clock);

    const QStringList address = QString::fromStdString(listen).split(u':');
    platform::PlatformServer server(simulator, address.value(0), address.value(1).toInt(),
                                    QString::fromStdString(certificates));
    if (const Status started = server.start(); !started)
        return stop(started.error());
    platform::ControlServer controlServer(simulator, server);
    if (const Status listening = controlServer.listen(QString::fromStdString(control)); !listening)
        return stop(listening.error());
    std::printf("listening on %s:%d\n", qPrintable(address.value(0)), server.port());
    std::fflush(stdout);
    return QCoreApplication::exec();
}
