#include <kiosk/shell/sandbox.h>

#include <catch2/catch.hpp>

TEST_CASE("a module host sees /usr, its own tmpfs and its portal, and nothing else")
{
    kiosk::shell::Sandbox sandbox;
    sandbox.hostProgram = QStringLiteral("/x/kiosk-modulehost");
    sandbox.portalFolder = QStringLiteral("/x/portal");
    sandbox.fontsFile = QStringLiteral("/x/fonts.conf");
    sandbox.waylandSocket = 7;
    const QStringList arguments = sandbox.arguments();
    CHECK(arguments.contains(QStringLiteral("--unshare-all")));
    CHECK(arguments.contains(QStringLiteral("--die-with-parent")));
    CHECK(arguments.contains(QStringLiteral("--clearenv")));
    CHECK_FALSE(arguments.contains(QStringLiteral("--share-net")));
    CHECK_FALSE(arguments.contains(QStringLiteral("--proc")));
    CHECK_FALSE(arguments.contains(QStringLiteral("--bind")));
    CHECK_FALSE(arguments.contains(QStringLiteral("/etc")));
    // No file system without a bound in size is left to write to.
    CHECK(arguments.count(QStringLiteral("--remount-ro")) == 2);
    CHECK(arguments.last() == u"/app/kiosk-modulehost");
}
