#include "dispenser.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace kiosk;
using namespace kiosk::crt571::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("crt571-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A CRT-571 card dispenser on a pseudo-terminal"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "where the port appears");
    add("control", "socket to play with it");
    add("baud", "rate of the line", "9600");
    add("address", "of the device on its line", "0");
    add("cards", "in the stack", "50");
    add("bin", "cards that the bin holds", "20");
    add("move-ms", "time of a movement", "1500");
    options.process(application);
    const auto number = [&options](const char *name) { return options.value(QLatin1String(name)).toInt(); };
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    if (link.isEmpty() || socket.isEmpty() || number("baud") < 1200)
        options.showHelp(2);

    Dispenser *dispenser = nullptr;
    hal::PacedLine line(link, number("baud"), [&](const QByteArray &bytes) { dispenser->receive(bytes); });
    Dispenser emulated(line, Machine(number("cards"), number("bin")), quint8(number("address")),
                       Milliseconds(number("move-ms")));
    dispenser = &emulated;
    const auto plugged = line.plug();
    auto control = hal::EmulatorControl::create(
        socket, [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "crt571-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
