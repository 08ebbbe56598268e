#include <kiosk/core/paths.h>

#include <QCoreApplication>
#include <QDir>

namespace kiosk::paths
{

static QString fromEnvironment(const char *name, const QString &fallback)
{
    const QString value = qEnvironmentVariable(name);
    return value.isEmpty() ? fallback : QDir::cleanPath(value);
}

QString prefix()
{
    if (const QString given = qEnvironmentVariable("KIOSK_PREFIX"); !given.isEmpty())
        return QDir::cleanPath(given);
    return QDir::cleanPath(QCoreApplication::applicationDirPath() + QStringLiteral("/.."));
}

QString share(const QString &relative)
{
    return prefix() + QStringLiteral("/share/kiosk/") + relative;
}

QString program(const QString &name)
{
    return prefix() + QStringLiteral("/bin/") + name;
}

QString driverLibrary(const QString &driver)
{
    return prefix() + QStringLiteral("/lib/kiosk/drivers/") + driver + QStringLiteral(".so");
}

QString run()
{
    return fromEnvironment("KIOSK_RUN", QStringLiteral("/run/kiosk"));
}

QString state()
{
    return fromEnvironment("KIOSK_STATE", QStringLiteral("/var/lib/kiosk"));
}

QString deviceSettings()
{
    return fromEnvironment("KIOSK_STATE", QStringLiteral("/var/lib/kiosk-deviced")) +
           QStringLiteral("/device-settings.yaml");
}

QString configuration()
{
    return fromEnvironment("KIOSK_CONFIG", QStringLiteral("/etc/kiosk/devices.yaml"));
}

} // namespace kiosk::paths
