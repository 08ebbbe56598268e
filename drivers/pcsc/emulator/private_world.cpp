#include "private_world.h"

#include <kiosk/core/stop_signals.h>

#include <QCoreApplication>
#include <QDir>
#include <QProcess>

namespace kiosk::pcsc::emulator
{

namespace
{

const QString usbDrivers = QStringLiteral("/usr/lib/pcsc/drivers");
const QString serialDrivers = QStringLiteral("/usr/lib/pcsc/drivers/serial");

QStringList worldArguments(const QString &folder)
{
    QStringList list{QStringLiteral("--unshare-net"),
                     QStringLiteral("--dev-bind"),
                     QStringLiteral("/"),
                     QStringLiteral("/"),
                     QStringLiteral("--tmpfs"),
                     QStringLiteral("/run")};
    // The rest of /run stays as it is: sockets and folders of the run may be there.
    const auto entries =
        QDir(QStringLiteral("/run"))
            .entryInfoList(QDir::AllEntries | QDir::System | QDir::Hidden | QDir::NoDotAndDotDot);
    for (const QFileInfo &entry : entries)
        if (entry.absoluteFilePath() != daemonFolder && !entry.isSymLink())
            list << QStringLiteral("--dev-bind-try") << entry.absoluteFilePath() << entry.absoluteFilePath();
    list << QStringLiteral("--bind") << folder << daemonFolder << QStringLiteral("--tmpfs") << usbDrivers
         << QStringLiteral("--ro-bind") << serialDrivers << serialDrivers;
    return list;
}

} // namespace

Result<int> runInPrivateWorld(const QString &folder, const QStringList &arguments)
{
    if (!QDir().mkpath(folder))
        return fail(error::invalidData, QStringLiteral("%1 cannot be made").arg(folder));
    QProcess world;
    world.setProcessChannelMode(QProcess::ForwardedChannels);
    QObject::connect(&world, &QProcess::finished, &world, [](int code, QProcess::ExitStatus status) {
        QCoreApplication::exit(status == QProcess::NormalExit ? code : 1);
    });
    const StopSignals stop([&world] { world.closeWriteChannel(); });
    world.start(QStringLiteral("bwrap"),
                worldArguments(QFileInfo(folder).absoluteFilePath()) +
                    QStringList{QCoreApplication::applicationFilePath(), QStringLiteral("--inside")} +
                    arguments);
    if (!world.waitForStarted())
        return fail(error::noDevice, QStringLiteral("bwrap does not start"));
    return QCoreApplication::exec();
}

} // namespace kiosk::pcsc::emulator
