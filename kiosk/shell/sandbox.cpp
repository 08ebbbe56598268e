#include <kiosk/shell/sandbox.h>

#include <QFileInfo>

namespace kiosk::shell
{

QStringList Sandbox::arguments() const
{
    QStringList list{
        QStringLiteral("--unshare-all"), QStringLiteral("--die-with-parent"), QStringLiteral("--as-pid-1"),
        QStringLiteral("--cap-drop"), QStringLiteral("ALL"), QStringLiteral("--clearenv"),
        QStringLiteral("--ro-bind"), QStringLiteral("/usr"), QStringLiteral("/usr"),
        QStringLiteral("--symlink"), QStringLiteral("usr/lib"), QStringLiteral("/lib"),
        QStringLiteral("--symlink"), QStringLiteral("usr/lib64"), QStringLiteral("/lib64"),
        QStringLiteral("--dev"), QStringLiteral("/dev"), QStringLiteral("--perms"), QStringLiteral("0700"),
        QStringLiteral("--size"), QString::number(64 * 1024 * 1024), QStringLiteral("--tmpfs"),
        QStringLiteral("/tmp"),
        // Without its cache fontconfig scans every font: 0.9 s instead of 0.1 s to the first frame.
        QStringLiteral("--ro-bind-try"), QStringLiteral("/var/cache/fontconfig"),
        QStringLiteral("/var/cache/fontconfig"), QStringLiteral("--ro-bind"), fontsFile,
        QStringLiteral("/app/fonts.conf"), QStringLiteral("--ro-bind"), hostProgram,
        QStringLiteral("/app/kiosk-modulehost"), QStringLiteral("--ro-bind"), portalFolder,
        QStringLiteral("/run/portal"),
        // bwrap's own file systems have no bound in size: where there is no Landlock, they would take
        // everything.
        QStringLiteral("--remount-ro"), QStringLiteral("/dev"), QStringLiteral("--remount-ro"),
        QStringLiteral("/"), QStringLiteral("--chdir"), QStringLiteral("/tmp")};
    const auto environment = [&list](const char *name, const QString &value) {
        list << QStringLiteral("--setenv") << QString::fromLatin1(name) << value;
    };
    environment("LANG", QStringLiteral("C.UTF-8"));
    environment("HOME", QStringLiteral("/tmp"));
    environment("XDG_RUNTIME_DIR", QStringLiteral("/tmp"));
    environment("FONTCONFIG_FILE", QStringLiteral("/app/fonts.conf"));
    environment("QT_QPA_PLATFORM", QStringLiteral("wayland"));
    environment("QT_QUICK_BACKEND", QStringLiteral("software"));
    environment("QT_WAYLAND_DISABLE_WINDOWDECORATION", QStringLiteral("1"));
    environment("QT_WAYLAND_SHELL_INTEGRATION", QStringLiteral("xdg-shell"));
    environment("WAYLAND_SOCKET", QString::number(waylandSocket));
    environment("KIOSK_PORTAL", QStringLiteral("unix:path=/run/portal/socket"));
    environment("KIOSK_MODULE_THREADS", QString::number(threads));
    environment("QML_DISABLE_DISK_CACHE", QStringLiteral("1"));
    // What a module held is overwritten as it is freed (see the same in the daemons' launch environment).
    environment("GLIBC_TUNABLES", QStringLiteral("glibc.malloc.perturb=165:glibc.malloc.tcache_count=0"));
    list << QStringLiteral("/app/kiosk-modulehost");
    return list;
}

} // namespace kiosk::shell
