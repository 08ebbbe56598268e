#include <kiosk/core/life_sign.h>
#include <kiosk/core/log.h>
#include <kiosk/core/paths.h>
#include <kiosk/deviced/device_registry.h>

#include <QCommandLineParser>
#include <QCoreApplication>

#include <sys/prctl.h>

int main(int argc, char **argv)
{
#ifndef KIOSK_SANITIZED          // the leak check attaches to the process
    ::prctl(PR_SET_DUMPABLE, 0); // results pass through
#endif
    QCoreApplication application(argc, argv);
    kiosk::installLog(QStringLiteral("kiosk-deviced"));
    kiosk::LifeSign sign;
    QCommandLineParser parser;
    parser.setApplicationDescription(QStringLiteral("Starts and watches the devices of this terminal"));
    parser.addOptions({{QStringLiteral("config"), QStringLiteral("devices.yaml"), QStringLiteral("FILE"),
                        kiosk::paths::configuration()},
                       {QStringLiteral("supervision"), QStringLiteral("Times of supervision"),
                        QStringLiteral("FILE"), kiosk::paths::share(QStringLiteral("supervision.yaml"))}});
    parser.addHelpOption();
    parser.process(application);

    const auto bus = kiosk::ipc::connectToBus();
    if (!bus) {
        qCritical().noquote() << bus.error().detail;
        return 1;
    }
    const kiosk::SystemClock clock;
    auto record =
        kiosk::deviced::DeviceRecord::open(kiosk::paths::state() + QStringLiteral("/devices.db"), clock);
    if (!record) {
        qCritical().noquote() << record.error().detail;
        return 1;
    }
    kiosk::deviced::SettingsStore settings(kiosk::paths::deviceSettings(), clock);
    const auto registry = kiosk::deviced::DeviceRegistry::create(
        parser.value(QStringLiteral("config")), parser.value(QStringLiteral("supervision")),
        std::move(*record), std::move(settings), *bus);
    if (!registry) {
        qCritical().noquote() << registry.error().detail;
        return 1;
    }
    sign.ready();
    return QCoreApplication::exec();
}
