#include <kiosk/core/log.h>
#include <kiosk/modulehost/host.h>
#include <kiosk/modulehost/lockdown.h>

#include <QGuiApplication>

#include <cstdio>

int main(int argc, char *argv[])
{
    using namespace kiosk;
    // Before any thread exists: what is shut in later leaves earlier threads free.
    if (const Status status = modulehost::shutIn(); !status) {
        std::fprintf(stderr, "kiosk-modulehost: %s\n", qUtf8Printable(status.error().detail));
        return 1;
    }
    QGuiApplication application(argc, argv);
    installLog(QStringLiteral("modulehost"));

    const auto connection =
        QDBusConnection::connectToPeer(qEnvironmentVariable("KIOSK_PORTAL"), QStringLiteral("portal"));
    if (!connection.isConnected()) {
        qCritical("portal: %s", qUtf8Printable(connection.lastError().message()));
        return 1;
    }
    modulehost::Host host(connection);
    if (const Status status = host.show(); !status) {
        qCritical("%s", qUtf8Printable(status.error().detail));
        return 1;
    }
    return QGuiApplication::exec();
}
