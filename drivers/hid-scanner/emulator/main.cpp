#include "scanner_node.h"

#include <kiosk/core/log.h>
#include <kiosk/hal/emulator_control.h>
#include <kiosk/hal/end_signals.h>
#include <kiosk/hal/usb_process.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <cstdio>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::hidscanner::emulator;

int main(int argc, char **argv)
{
    hal::EndSignals ends;
    const FileDescriptor leave(hal::splitProcess());
    QCoreApplication application(argc, argv);
    installLog(QStringLiteral("hid-scanner-emulator"));
    QCommandLineParser options;
    options.setApplicationDescription(
        QStringLiteral("A USB code scanner, as programs see one through the kernel"));
    options.addHelpOption();
    const auto add = [&options](const char *name, const char *description, const char *standard = "") {
        options.addOption(
            {QLatin1String(name), QLatin1String(description), QLatin1String(name), QLatin1String(standard)});
    };
    add("link", "the folder for UMOCKDEV_DIR");
    add("control", "socket to play with it");
    add("kind", "keyboard or hidpos", "keyboard");
    options.process(application);
    const QString link = options.value(QStringLiteral("link")),
                  socket = options.value(QStringLiteral("control")),
                  kind = options.value(QStringLiteral("kind"));
    if (link.isEmpty() || socket.isEmpty() || (kind != u"keyboard" && kind != u"hidpos"))
        options.showHelp(2);

    ScannerNode scanner(kind == u"hidpos" ? Kind::HidPos : Kind::Keyboard, link);
    const Status plugged = scanner.node().plug();
    auto control = hal::EmulatorControl::create(
        socket, [&scanner](const QJsonObject &request) { return scanner.control(request); });
    if (!plugged || !control) {
        fprintf(stderr, "hid-scanner-emulator: %s\n",
                qUtf8Printable((plugged ? control.error() : plugged.error()).detail));
        return 1;
    }

    ends.whenSent([&] {
        control->reset();
        scanner.node().leave([] { QCoreApplication::quit(); });
        if (scanner.node().openCount() > 0) [[maybe_unused]]
            const ssize_t told = write(leave.get(), "", 1);
    });
    return QCoreApplication::exec();
}
