#include "board.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>
#include <kiosk/hal/paced_line.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("modbus-relay-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A relay board on a pseudo-terminal"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "where the port appears");
    add("control", "socket to play with it");
    add("baud", "rate of the line", "9600");
    options.process(application);
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    const int baud = options.value(QStringLiteral("baud")).toInt();
    if (link.isEmpty() || socket.isEmpty() || baud < 1200)
        options.showHelp(2);

    modbus::emulator::Board *board = nullptr;
    hal::PacedLine line(link, baud, [&](const QByteArray &received) { board->receive(received); });
    modbus::emulator::Board emulated(line);
    board = &emulated;
    const auto plugged = line.plug();
    auto control = hal::EmulatorControl::create(
        socket, [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "modbus-relay-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }
    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
