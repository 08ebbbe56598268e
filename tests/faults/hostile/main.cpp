// Takes the place of kiosk-modulehost in tests: see hostile_host.h.
#include "hostile_host.h"

#include <kiosk/modulehost/lockdown.h>

#include <QCoreApplication>

#include <cstdio>
#include <fcntl.h>
#include <unistd.h>

namespace
{

/// What came along from the shell and should not have.
QStringList leakedDescriptors(int wayland)
{
    QStringList leaked;
    for (int fd = 3; fd < int(::sysconf(_SC_OPEN_MAX)); ++fd) {
        if (fd != wayland && ::fcntl(fd, F_GETFD) != -1)
            leaked.append(QStringLiteral("descriptor %1").arg(fd));
    }
    return leaked;
}

} // namespace

int main(int argc, char *argv[])
{
    using namespace kiosk;
    const int wayland = qEnvironmentVariableIntValue("WAYLAND_SOCKET");
    const QStringList leaked = leakedDescriptors(wayland);
    if (const Status status = modulehost::shutIn(); !status) {
        std::fprintf(stderr, "hostile host: %s\n", qUtf8Printable(status.error().detail));
        return 1;
    }
    QCoreApplication application(argc, argv);
    const auto portal =
        QDBusConnection::connectToPeer(qEnvironmentVariable("KIOSK_PORTAL"), QStringLiteral("portal"));
    hostile::HostileHost host(portal, wayland, leaked);
    return QCoreApplication::exec();
}
