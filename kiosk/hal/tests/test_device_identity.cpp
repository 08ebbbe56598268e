#include <kiosk/hal/device_identity.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// A system with USB devices at ports, as sysfs shows them.
class FakeSystem
{
public:
    void plug(const QString &port, const QMap<QString, QByteArray> &attributes)
    {
        const QString folder = path(devices + port);
        REQUIRE(QDir().mkpath(folder));
        for (auto attribute = attributes.begin(); attribute != attributes.end(); ++attribute) {
            QFile file(folder + u'/' + attribute.key());
            REQUIRE(file.open(QIODevice::WriteOnly));
            file.write(*attribute + '\n');
        }
        REQUIRE(QDir().mkpath(path(QStringLiteral("sys/bus/usb/devices"))));
        QFile::link(folder, path(QStringLiteral("sys/bus/usb/devices/") + port));
    }
    /// A node of a device's interface, and a link of udev's to it.
    void addNode(const QString &port, const QString &kind, const QString &name, const QString &link)
    {
        const QString folder =
            path(devices + port + u'/' + port + QStringLiteral(":1.0/") + kind + u'/' + name);
        REQUIRE(QDir().mkpath(folder));
        REQUIRE(QDir().mkpath(path(QStringLiteral("sys/class/") + kind)));
        REQUIRE(QFile::link(folder, path(QStringLiteral("sys/class/%1/%2").arg(kind, name))));
        REQUIRE(QDir().mkpath(path(QStringLiteral("dev"))));
        QFile node(path(QStringLiteral("dev/") + name));
        REQUIRE(node.open(QIODevice::WriteOnly));
        REQUIRE(QFile::link(name, path(QStringLiteral("dev/") + link)));
    }
    [[nodiscard]] QJsonObject identity(const QJsonObject &connect) const
    {
        return identityFromSystem(connect, m_root.path() + u'/');
    }

    [[nodiscard]] SystemIdentity identityOfOpen(const QJsonObject &connect) const
    {
        return SystemIdentity(connect, m_root.path() + u'/');
    }

private:
    [[nodiscard]] QString path(const QString &name) const { return m_root.filePath(name); }
    const QString devices = QStringLiteral("sys/devices/pci/usb1/");
    QTemporaryDir m_root;
};

QJsonObject usb(int vendor, int product, const char *port = "")
{
    return {{QStringLiteral("usb"), QJsonObject{{QStringLiteral("vid"), vendor},
                                                {QStringLiteral("pid"), product},
                                                {QStringLiteral("port"), QString::fromLatin1(port)}}}};
}

const QMap<QString, QByteArray> printer{
    {QStringLiteral("idVendor"), "04b8"},      {QStringLiteral("idProduct"), "0202"},
    {QStringLiteral("manufacturer"), "EPSON"}, {QStringLiteral("product"), "TM-T88V"},
    {QStringLiteral("serial"), "J4LF012345"},  {QStringLiteral("bcdDevice"), "0230"}};
const QJsonObject epson{{QStringLiteral("maker"), QStringLiteral("EPSON")},
                        {QStringLiteral("model"), QStringLiteral("TM-T88V")},
                        {QStringLiteral("serial"), QStringLiteral("J4LF012345")},
                        {QStringLiteral("firmware"), QStringLiteral("2.30")}};

} // namespace

TEST_CASE("a USB device is known by its ids and its port, and by a node of it")
{
    FakeSystem system;
    system.plug(QStringLiteral("1-2"), printer);
    system.addNode(QStringLiteral("1-2"), QStringLiteral("usbmisc"), QStringLiteral("lp0"),
                   QStringLiteral("slip"));
    CHECK(system.identity(usb(0x04b8, 0x0202)) == epson);
    CHECK(system.identity(usb(0x04b8, 0x0202, "1-2")) == epson);
    CHECK(system.identity(usb(0x04b8, 0x0202, "1-3")).isEmpty());
    CHECK(system.identity(usb(0x04b8, 0x0203)).isEmpty());
    CHECK(system.identity({{QStringLiteral("device"), QStringLiteral("/dev/slip")}}) == epson);
    CHECK(system.identity({{QStringLiteral("device"), QStringLiteral("/dev/lp0")}}) == epson);
    CHECK(system.identity({{QStringLiteral("serial"), QStringLiteral("/dev/ttyS1")}}).isEmpty());
    CHECK(system.identity({{QStringLiteral("queue"), QStringLiteral("kiosk-a4")}}).isEmpty());

    INFO("a serial port of its own is the device, an adapter's port is not");
    system.addNode(QStringLiteral("1-2"), QStringLiteral("tty"), QStringLiteral("ttyACM0"),
                   QStringLiteral("pad"));
    CHECK(system.identity({{QStringLiteral("serial"), QStringLiteral("/dev/pad")}}) == epson);
    system.addNode(QStringLiteral("1-2"), QStringLiteral("tty"), QStringLiteral("ttyUSB0"),
                   QStringLiteral("reader"));
    CHECK(system.identity({{QStringLiteral("serial"), QStringLiteral("/dev/reader")}}).isEmpty());
    CHECK(system.identity({{QStringLiteral("serial"), QStringLiteral("/dev/ttyUSB0")}}).isEmpty());

    INFO("two of them are none");
    system.plug(QStringLiteral("1-3"), printer);
    CHECK(system.identity(usb(0x04b8, 0x0202)).isEmpty());
    CHECK(system.identity(usb(0x04b8, 0x0202, "1-3")) == epson);
}

TEST_CASE("a device that was away may be another one when it is back")
{
    FakeSystem system;
    SystemIdentity identity = system.identityOfOpen(usb(0x04b8, 0x0202));
    CHECK(identity.in(QStringLiteral("starting")).isEmpty());
    system.plug(QStringLiteral("1-2"), printer);
    CHECK(identity.in(QStringLiteral("online")) == epson);
    QMap<QString, QByteArray> other = printer;
    for (const char *away : {"noDevice", "offline"}) {
        INFO(away);
        CHECK(identity.in(QLatin1String(away)).isEmpty() == (QLatin1String(away) == u"noDevice"));
        other[QStringLiteral("serial")] = away;
        system.plug(QStringLiteral("1-2"), other);
        CHECK(identity.in(QStringLiteral("online"))[u"serial"].toString() == QLatin1String(away));
    }
}

TEST_CASE("what a device says of itself goes before what the system knows")
{
    const QJsonObject told{{QStringLiteral("serial"), QStringLiteral("0501")},
                           {QStringLiteral("firmware"), QStringLiteral("  V1\n2  ")},
                           {QStringLiteral("maker"), QString()}};
    const QJsonObject identity = identityOf({{QStringLiteral("identity"), told}}, epson);
    CHECK(identity[u"serial"].toString() == u"0501");
    CHECK(identity[u"firmware"].toString() == u"V1 2");
    CHECK(identity[u"maker"].toString() == u"EPSON");
    CHECK(identityOf({{QStringLiteral("model"), QStringLiteral("C920")}}, {})[u"model"].toString() ==
          u"C920");
    CHECK(identityOf({{QStringLiteral("serial"), QStringLiteral("0001")}}, epson)[u"serial"].toString() ==
          u"0001");
    CHECK(identityOf({{QStringLiteral("model"), QString(200, u'x')}}, {})[u"model"].toString().size() == 64);
    CHECK(identityOf({}, {}).isEmpty());
}
