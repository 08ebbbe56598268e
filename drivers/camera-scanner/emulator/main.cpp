#include "window.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <opencv2/core/utility.hpp>

#include <cstdio>

using namespace kiosk;
using namespace kiosk::camerascanner::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;

    QCoreApplication application(argc, argv);
    cv::setNumThreads(1);
    installLog(QStringLiteral("camera-scanner-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(QStringLiteral("What a camera sees, as a folder of pictures"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description) {
        options.addOption({QLatin1String(name), QLatin1String(description), QLatin1String(name)});
    };
    add("folder", "where the pictures appear; it must be empty, or not there");
    add("control", "socket to play with it");
    options.process(application);
    const QString folder = options.value(QStringLiteral("folder")),
                  socket = options.value(QStringLiteral("control"));
    if (folder.isEmpty() || socket.isEmpty())
        options.showHelp(2);

    Window window(folder);
    const Status plugged = window.plug();
    auto control = hal::EmulatorControl::create(
        socket, [&window](const QJsonObject &request) { return window.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "camera-scanner-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([] { QCoreApplication::quit(); });
    return QCoreApplication::exec();
}
