// What a device host is compared with: Qt, a connection to a bus, and nothing that is ours.
#include <QCoreApplication>
#include <QDBusConnection>

#include <cstdio>

int main(int argc, char **argv)
{
    QCoreApplication application(argc, argv);
    const auto bus =
        QDBusConnection::connectToBus(QCoreApplication::arguments().value(1), QStringLiteral("bare"));
    if (!bus.isConnected())
        return 1;
    std::puts("ready");
    std::fflush(stdout);
    return QCoreApplication::exec();
}
