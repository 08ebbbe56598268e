#include "scanner.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>
#include <kiosk/hal/paced_line.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>

using namespace kiosk;
using namespace kiosk::serialscanner::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("serial-scanner-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A code scanner on a pseudo-terminal"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "where the port appears");
    add("control", "socket to play with it");
    add("baud", "rate of the line", "9600");
    add("prefix", "bytes before each code, hexadecimal");
    add("suffix", "and after it", "0D");
    add("trigger-on", "bytes that make it look; none = it always does");
    add("trigger-off", "and that end it");
    add("identify", "the question that it answers");
    options.addOption({QStringLiteral("aim"), QStringLiteral("says the kind of each code")});
    options.process(application);
    const auto bytes = [&options](const char *name) {
        return QByteArray::fromHex(options.value(QLatin1String(name)).toLatin1());
    };
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    const int baud = options.value(QStringLiteral("baud")).toInt();
    if (link.isEmpty() || socket.isEmpty() || baud < 1200)
        options.showHelp(2);

    Scanner *scanner = nullptr;
    hal::PacedLine line(link, baud, [&](const QByteArray &received) { scanner->receive(received); });
    Scanner emulated(line, {bytes("prefix"), bytes("suffix"), options.isSet(QStringLiteral("aim")),
                            bytes("trigger-on"), bytes("trigger-off"), bytes("identify")});
    scanner = &emulated;
    const auto plugged = line.plug();
    auto control = hal::EmulatorControl::create(
        socket, [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "serial-scanner-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
