#include "pcsc_emulator.h"
#include "private_world.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QSocketNotifier>

#include <cstdio>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::pcsc::emulator;

namespace
{

int failed(const Error &error)
{
    fprintf(stderr, "pcsc-emulator: %s\n", qUtf8Printable(error.detail));
    return 1;
}

int emulate(const QString &cards, const QString &controlPath)
{
    PcscEmulator emulator(cards);
    if (const Status started = emulator.start(); !started)
        return failed(started.error());
    const auto control = hal::EmulatorControl::create(
        controlPath, [&emulator](const QJsonObject &request) { return emulator.control(request); });
    if (!control)
        return failed(control.error());
    // Whoever holds the other end of the input has gone, or wants this to go.
    const QSocketNotifier end(STDIN_FILENO, QSocketNotifier::Read);
    QObject::connect(&end, &QSocketNotifier::activated, [] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}

} // namespace

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("pcsc-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A real pcscd of its own, with a reader of two slots"));
    options.addHelpOption();
    QCommandLineOption inside(QStringLiteral("inside"));
    inside.setFlags(QCommandLineOption::HiddenFromHelp);
    options.addOption(inside);
    options.addOptions({
        {QStringLiteral("run"), QStringLiteral("folder for pcscd.comm, the daemon's socket"),
         QStringLiteral("folder")},
        {QStringLiteral("control"), QStringLiteral("socket to put cards in"), QStringLiteral("path")},
        {QStringLiteral("cards"), QStringLiteral("folder of the cards"), QStringLiteral("folder"),
         paths::share(QStringLiteral("drivers/pcsc/cards"))},
    });
    options.process(application);
    if (!options.isSet(QStringLiteral("run")) || !options.isSet(QStringLiteral("control")))
        options.showHelp(2);
    if (options.isSet(inside))
        return emulate(options.value(QStringLiteral("cards")), options.value(QStringLiteral("control")));
    const auto code =
        runInPrivateWorld(options.value(QStringLiteral("run")), QCoreApplication::arguments().mid(1));
    return code ? *code : failed(code.error());
}
