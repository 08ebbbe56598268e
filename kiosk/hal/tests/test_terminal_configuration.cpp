#include <kiosk/hal/terminal_configuration.h>

#include <kiosk/core/paths.h>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// A prefix with the product's schemas and one driver, "demo".
class Prefix
{
public:
    Prefix() : m_before(qgetenv("KIOSK_PREFIX"))
    {
        const QDir root(m_folder.path());
        REQUIRE(root.mkpath(QStringLiteral("share/kiosk/drivers/demo")));
        REQUIRE(root.mkpath(QStringLiteral("lib/kiosk/drivers")));
        for (const char *name : {"schemas", "device_classes.yaml"})
            REQUIRE(QFile::link(paths::share(QString::fromLatin1(name)),
                                root.filePath(QStringLiteral("share/kiosk/") + QString::fromLatin1(name))));
        writeManifest("name: demo\n"
                      "classes: [id-card-reader]\n"
                      "connections:\n"
                      "  serial:\n"
                      "    serial: {type: string}\n"
                      "    baud: {type: integer, enum: [9600, 115200], default: 115200}\n"
                      "  usb:\n"
                      "    usb: {type: object}\n"
                      "settings:\n"
                      "  find_interval_ms: {type: integer, minimum: 300, default: 300, unit: ms}\n");
        write(QStringLiteral("lib/kiosk/drivers/demo.so"), "");
        qputenv("KIOSK_PREFIX", m_folder.path().toUtf8());
        qputenv("KIOSK_RUN", "/run/test");
    }
    ~Prefix()
    {
        qputenv("KIOSK_PREFIX", m_before);
        qunsetenv("KIOSK_RUN");
    }
    void writeManifest(const QByteArray &text)
    {
        write(QStringLiteral("share/kiosk/drivers/demo/driver.yaml"), text);
    }
    [[nodiscard]] QString path(const QString &relative) const { return m_folder.filePath(relative); }

private:
    void write(const QString &relative, const QByteArray &text)
    {
        QFile file(m_folder.filePath(relative));
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(text);
    }

    QTemporaryDir m_folder;
    QByteArray m_before;
};

constexpr auto terminal = "terminal: {id: \"990000-0001-0001\", type: gov}\n";

TerminalConfiguration read(const QByteArray &text)
{
    const auto document = YamlDocument::parse(text, QStringLiteral("devices.yaml"));
    REQUIRE(document);
    auto configuration = readTerminalConfiguration(*document);
    REQUIRE(configuration);
    return std::move(*configuration);
}

using Texts = std::vector<std::string>;

Texts texts(const TerminalConfiguration &configuration)
{
    Texts list;
    for (const Finding &finding : configuration.findings)
        list.push_back(finding.text().toStdString());
    return list;
}

} // namespace

TEST_CASE("a right file gives the terminal and its devices with defaults and ${run}")
{
    const Prefix prefix;
    const auto configuration =
        read("terminal:\n"
             "  id: \"990000-0001-0001\"\n"
             "  type: gov\n"
             "  demonstration: true\n"
             "  screen: {orientation: landscape, diagonal_in: 32, type: large}\n"
             "  outlet: {name: 示例银行中心支行}\n"
             "platform: {address: \"https://127.0.0.1:8443\", profile: demo, certificates: \"${run}/tls\"}\n"
             "devices:\n"
             "  - id: id-card\n"
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    connect: {serial: \"${run}/id-card.tty\"}\n"
             "    emulator: {program: sam-emulator, arguments: [--tty, \"${run}/id-card.tty\"]}\n");
    CHECK(texts(configuration) == Texts{});
    CHECK_FALSE(configuration.terminal.portrait);
    CHECK(configuration.terminal.diagonalInches == 32);
    CHECK(configuration.terminal.largeType);
    CHECK(configuration.terminal.bottomMillimetres == 900);
    CHECK(configuration.terminal.outlet[u"name"].toString() == QStringLiteral("示例银行中心支行"));
    CHECK(configuration.platform[u"certificates"].toString() == u"/run/test/tls");
    REQUIRE(configuration.devices.size() == 1);
    const DeviceConfiguration *device = configuration.device(u"id-card");
    REQUIRE(device != nullptr);
    CHECK(device->demonstration);
    CHECK(device->connect[u"serial"].toString() == u"/run/test/id-card.tty");
    CHECK(device->connect[u"baud"].toInt() == 115200);
    CHECK(device->settings[u"find_interval_ms"].toInt() == 300);
    CHECK(device->settings[u"status_interval_ms"].toInt() == 2000);
    REQUIRE(configuration.emulators.size() == 1);
    const QJsonObject emulator = configuration.emulators.first().toObject();
    CHECK(emulator[u"device"].toString() == u"id-card");
    CHECK(emulator[u"arguments"].toArray() ==
          QJsonArray{QStringLiteral("--tty"), QStringLiteral("/run/test/id-card.tty")});
}

TEST_CASE("each thing wrong is said with file, line and reason, and the rest comes up")
{
    const Prefix prefix;
    const auto configuration =
        read(QByteArray(terminal) +
             "devices:\n" // 2
             "  - {id: good, class: id-card-reader, driver: demo, connect: {serial: /dev/ttyS1}}\n"
             "  - id: unknown-key\n" // 4
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    conect: {serial: /dev/ttyS1}\n" // 7
             "    connect: {serial: /dev/ttyS1}\n"
             "  - id: wrong-type\n" // 9
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    connect:\n"
             "      serial: /dev/ttyS2\n"
             "      baud: fast\n" // 14
             "  - id: good\n"     // 15
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    connect: {serial: /dev/ttyS3}\n"
             "  - id: no-driver\n" // 19
             "    class: id-card-reader\n"
             "    driver: nowhere\n" // 21
             "    connect: {serial: /dev/ttyS4}\n"
             "  - id: other-class\n"
             "    class: document-printer\n" // 24
             "    driver: demo\n"
             "    connect: {usb: {}, serial: /dev/ttyS5}\n" // 26
             "    settings:\n"
             "      find_interval_ms: 10\n" // 28
             "  - {id: no-class, class: teapot, driver: demo, connect: {serial: x}}\n"
             "  - {id: last, class: id-card-reader, driver: demo, connect: {serial: /dev/ttyS9}}\n");
    CHECK(texts(configuration) ==
          Texts{
              "devices.yaml:7: devices.1: unknown key 'conect'",
              "devices.yaml:14: devices.2.connect.baud: should be a whole number",
              "devices.yaml:15: device 'good' stands already in line 3",
              "devices.yaml:21: driver 'nowhere' is not installed",
              "devices.yaml:24: driver 'demo' has no class 'document-printer', only 'id-card-reader'",
              "devices.yaml:26: needs exactly one of 'serial', 'usb'",
              "devices.yaml:28: devices.5.settings.find_interval_ms: is smaller than 300",
              "devices.yaml:29: there is no device class 'teapot'",
          });
    REQUIRE(configuration.devices.size() == 2);
    CHECK(configuration.device(u"good") != nullptr);
    CHECK(configuration.device(u"last") != nullptr);
    REQUIRE(configuration.refused.size() == 6);
    REQUIRE(configuration.refusedDevice(u"no-driver") != nullptr);
    CHECK(configuration.refusedDevice(u"no-driver")->reason ==
          QStringLiteral("devices.yaml:21: driver 'nowhere' is not installed"));
    CHECK(configuration.refusedDevice(u"unknown-key") != nullptr);
    CHECK(configuration.refusedDevice(u"device-4") != nullptr); // the second "good"
}

TEST_CASE("a device has its place in the cabinet; one that cannot be takes the drawing away, not the device")
{
    const Prefix prefix;
    const auto configuration =
        read("terminal:\n"
             "  id: \"990000-0001-0001\"\n"
             "  type: gov\n"
             "  cabinet: {width_mm: 560, height_mm: 1650}\n"
             "devices:\n"
             "  - id: reader\n"
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    connect: {serial: /dev/ttyS1}\n"
             "    place: {side: front, x_mm: 390, y_mm: 800, width_mm: 110, height_mm: 100}\n"
             "  - id: outside\n"
             "    class: id-card-reader\n"
             "    driver: demo\n"
             "    connect: {serial: /dev/ttyS2}\n"
             "    place: {side: back, x_mm: 500, y_mm: 800, width_mm: 110, height_mm: 100}\n" // 15
             "  - id: refused\n"
             "    class: id-card-reader\n"
             "    driver: nowhere\n"
             "    connect: {serial: /dev/ttyS3}\n"
             "    place: {side: inside, x_mm: 0, y_mm: 0, width_mm: 560, height_mm: 1650}\n");
    CHECK(texts(configuration) ==
          Texts{"devices.yaml:15: 'outside' reaches past the cabinet, which has 560 × 1650 mm",
                "devices.yaml:18: driver 'nowhere' is not installed"});
    CHECK(configuration.devices.size() == 2);
    REQUIRE(configuration.places.size() == 2);
    CHECK(configuration.places.value(QStringLiteral("reader")).side == u"front");
    CHECK(configuration.places.value(QStringLiteral("reader")).area == QRectF(390, 800, 110, 100));
    CHECK(configuration.places.value(QStringLiteral("refused")).side == u"inside");
    const QRectF screen = screenArea(configuration.terminal); // 21.5 inch, upright, 900 mm above the floor
    CHECK(screen.width() == Approx(267.7).margin(0.1));
    CHECK(screen.bottom() == Approx(750));
    CHECK(screen.center().x() == Approx(280));
}

TEST_CASE("a wrong terminal section is told and takes no device with it")
{
    const Prefix prefix;
    const auto configuration =
        read("terminal:\n"
             "  id: \"990000-0001-0001\"\n"
             "  type: teahouse\n"
             "  colour: red\n"
             "terminal: {id: 5}\n"
             "devices:\n"
             "  - {id: good, class: id-card-reader, driver: demo, connect: {serial: /dev/ttyS1}}\n");
    CHECK(texts(configuration) == Texts{"devices.yaml:5: key 'terminal' stands twice",
                                        "devices.yaml:5: terminal.id: should be a text",
                                        "devices.yaml:5: terminal: key 'type' is missing"});
    CHECK(configuration.devices.size() == 1);
}

TEST_CASE("a wrong driver.yaml refuses its devices with the driver's file and line")
{
    Prefix prefix;
    prefix.writeManifest("name: demo\nclasses: [id-card-reader]\nconnections:\n  serial: {serial: {type: "
                         "string}}\nsetings: {}\n");
    const auto configuration =
        read(QByteArray(terminal) +
             "devices:\n  - {id: a, class: id-card-reader, driver: demo, connect: {serial: /dev/ttyS1}}\n");
    CHECK(texts(configuration) ==
          Texts{QStringLiteral("devices.yaml:3: driver 'demo': %1:5: unknown key 'setings'")
                    .arg(prefix.path(QStringLiteral("share/kiosk/drivers/demo/driver.yaml")))
                    .toStdString()});
    CHECK(configuration.devices.isEmpty());
}

TEST_CASE("a file that is no YAML is an error with its line")
{
    const auto missing = loadTerminalConfiguration(QStringLiteral("/nonexistent/devices.yaml"));
    REQUIRE_FALSE(missing);
    CHECK(missing.error().code == error::invalidData);
    CHECK_FALSE(YamlDocument::parse("devices: [\n", QStringLiteral("devices.yaml")));
}

TEST_CASE(
    "settings changed at the terminal are laid over devices.yaml, and what does not fit is told and left out")
{
    const Prefix prefix;
    const auto file = YamlDocument::parse("terminal: {id: \"990000-0001-0001\", type: gov}\n"
                                          "devices:\n"
                                          "  - {id: id-card, class: id-card-reader, driver: demo, connect: "
                                          "{serial: /dev/ttyS1}, settings: {find_interval_ms: 400}}\n",
                                          QStringLiteral("devices.yaml"));
    REQUIRE(file);
    const QString overlay = prefix.path(QStringLiteral("device-settings.yaml"));
    const auto interval = [&](const QByteArray &settings, Texts &found) {
        QFile written(overlay);
        REQUIRE(written.open(QIODevice::WriteOnly));
        written.write(settings);
        written.close();
        const auto configuration = readTerminalConfiguration(*file, SettingsOverlay::load(overlay));
        REQUIRE(configuration);
        found = texts(*configuration);
        REQUIRE(configuration->device(u"id-card") != nullptr);
        return configuration->device(u"id-card")->settings[u"find_interval_ms"].toInt();
    };
    Texts found;
    CHECK(interval("devices:\n  id-card: {settings: {find_interval_ms: 500}}\n", found) == 500);
    CHECK(found == Texts{});
    CHECK(interval("devices:\n  id-card: {settings: {find_interval_ms: 5}}\n", found) == 400);
    REQUIRE(found.size() == 1);
    CHECK(found.front().find("device-settings.yaml:2: ") != std::string::npos);
    CHECK(interval("devices:\n  id-card: {settings: {no_such: 5}}\n", found) == 400);
    CHECK(found.size() == 1);
    CHECK(interval("devices: [\n", found) == 400);
    CHECK(found.size() == 1);
    CHECK(interval("devices:\n  another: {settings: {no_such: 5}}\n", found) == 400);
    CHECK(found == Texts{});
}
