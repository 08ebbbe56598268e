#include "machine.h"

#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>
#include <QDir>
#include <QFile>

#include <cstdio>

using namespace kiosk;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("sane-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("A scanner behind a SANE back end of its own"));
    options.addHelpOption();
    options.addOptions(
        {{QStringLiteral("link"), QStringLiteral("the folder for LD_LIBRARY_PATH"), QStringLiteral("link")},
         {QStringLiteral("control"), QStringLiteral("socket to play with it, and for the back end"),
          QStringLiteral("control")}});
    options.process(application);
    const QString folder = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control"));
    if (folder.isEmpty() || socket.isEmpty())
        options.showHelp(2);

    const QString library = QStringLiteral("libsane-bianmin_emulator.so.1");
    const QString link = folder + u'/' + library;
    QDir().mkpath(folder);
    QFile::remove(link);
    sane::emulator::Machine machine;
    auto control = hal::EmulatorControl::create(
        socket, [&machine](const QJsonObject &request) { return machine.control(request); });
    if (!QFile::link(paths::prefix() + QStringLiteral("/lib/kiosk/emulators/") + library, link) || !control) {
        fprintf(stderr, "sane-emulator: %s\n",
                control ? "its back end cannot be linked" : qUtf8Printable(control.error().detail));
        return 1;
    }
    ends.whenSent([&] {
        control->reset();
        QFile::remove(link);
        QCoreApplication::quit();
    });
    return QCoreApplication::exec();
}
