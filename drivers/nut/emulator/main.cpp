#include "server.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("nut-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A UPS as NUT's upsd serves it"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "socket to serve at");
    add("control", "socket to play with it");
    add("ups", "name of the UPS", "kiosk");
    options.process(application);
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    if (link.isEmpty() || socket.isEmpty())
        options.showHelp(2);

    nut::emulator::Server server(link, options.value(QStringLiteral("ups")).toLatin1());
    const Status started = server.start();
    auto control = hal::EmulatorControl::create(
        socket, [&server](const QJsonObject &request) { return server.control(request); });
    if (!started || !control) {
        fprintf(stderr, "nut-emulator: %s\n",
                qUtf8Printable((started ? control.error() : started.error()).detail));
        return 1;
    }
    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
