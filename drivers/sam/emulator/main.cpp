#include "reader.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <csignal>
#include <cstdio>
#include <sys/signalfd.h>

using namespace kiosk;

int main(int argc, char **argv)
{
    // Before any thread: SIGTERM and SIGINT end the event loop, so that link and socket are removed.
    sigset_t ends;
    sigemptyset(&ends);
    sigaddset(&ends, SIGTERM);
    sigaddset(&ends, SIGINT);
    sigprocmask(SIG_BLOCK, &ends, nullptr);
    const FileDescriptor endSignals(signalfd(-1, &ends, SFD_CLOEXEC));

    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("sam-emulator"));
    QSocketNotifier ended(endSignals.get(), QSocketNotifier::Read);
    QObject::connect(&ended, &QSocketNotifier::activated, &QCoreApplication::quit);

    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A resident ID card reader on a pseudo-terminal"));
    options.addHelpOption();
    options.addOptions({
        {QStringLiteral("link"), QStringLiteral("where the port appears"), QStringLiteral("path")},
        {QStringLiteral("control"), QStringLiteral("socket to put cards on it"), QStringLiteral("path")},
        {QStringLiteral("baud"), QStringLiteral("rate of the line"), QStringLiteral("rate"),
         QStringLiteral("115200")},
        {QStringLiteral("cards"), QStringLiteral("folder of the cards"), QStringLiteral("folder"),
         paths::share(QStringLiteral("drivers/sam/cards"))},
        {QStringLiteral("hidden-card"),
         QStringLiteral("what still finds a card once read: select, reset or none"), QStringLiteral("way"),
         QStringLiteral("select")},
    });
    options.process(application);
    const int baud = options.value(QStringLiteral("baud")).toInt();
    const QStringList ways{QStringLiteral("select"), QStringLiteral("reset"), QStringLiteral("none")};
    const auto way = ways.indexOf(options.value(QStringLiteral("hidden-card")));
    if (baud < 1200 || way < 0 || !options.isSet(QStringLiteral("link")) ||
        !options.isSet(QStringLiteral("control")))
        options.showHelp(2);

    sam::emulator::Reader *reader = nullptr;
    sam::emulator::PacedLine line(options.value(QStringLiteral("link")), baud,
                                  [&reader](const QByteArray &bytes) { reader->receive(bytes); });
    sam::emulator::Reader emulated(line, options.value(QStringLiteral("cards")),
                                   sam::emulator::HiddenCard(way));
    reader = &emulated;
    const auto plugged = line.plug();
    const auto control =
        hal::EmulatorControl::create(options.value(QStringLiteral("control")),
                                     [&](const QJsonObject &request) { return emulated.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "sam-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }
    return QCoreApplication::exec();
}
