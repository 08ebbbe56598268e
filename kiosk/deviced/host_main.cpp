#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/deviced/device_host.h>
#include <kiosk/hal/terminal_configuration.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <csignal>
#include <sys/prctl.h>

int main(int argc, char **argv)
{
    ::prctl(PR_SET_PDEATHSIG, SIGKILL);
#ifndef KIOSK_SANITIZED // the leak check attaches to the process
    ::prctl(PR_SET_DUMPABLE, 0);
#endif
    QCoreApplication application(argc, argv);
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Runs the driver of one device for kiosk-deviced"));
    parser.addOptions(
        {{QStringLiteral("device"), QStringLiteral("Device of the configuration"), QStringLiteral("ID")},
         {QStringLiteral("config"), QStringLiteral("devices.yaml"), QStringLiteral("FILE")},
         {QStringLiteral("connect"), QStringLiteral("D-Bus address of kiosk-deviced"),
          QStringLiteral("ADDRESS")}});
    parser.addHelpOption();
    parser.process(application);
    const QString id = parser.value(QStringLiteral("device"));
    kiosk::installLog(QStringLiteral("kiosk-devicehost[%1]").arg(id));

    const auto configuration = kiosk::hal::loadTerminalConfiguration(parser.value(QStringLiteral("config")),
                                                                     kiosk::paths::deviceSettings());
    const kiosk::hal::DeviceConfiguration *device = configuration ? configuration->device(id) : nullptr;
    if (device == nullptr) {
        qCritical("no such device in the configuration");
        return 2;
    }
    const auto connection =
        QDBusConnection::connectToPeer(parser.value(QStringLiteral("connect")), QStringLiteral("deviced"));
    if (!connection.isConnected()) {
        qCritical().noquote() << "kiosk-deviced:" << connection.lastError().message();
        return 3;
    }
    const auto host = kiosk::deviced::DeviceHost::create(*device, connection);
    if (!host) {
        qCritical().noquote() << host.error().detail;
        return 4;
    }
    return QCoreApplication::exec();
}
