// kioskctl run-device as an installer uses it: one command, one JSON object, an exit code.
#include "emulated_device.h"

#include <kiosk/core/paths.h>
#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QFile>
#include <QJsonDocument>

#include <catch2/catch.hpp>

#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

struct Outcome {
    int exitCode = -1;
    QJsonObject object;
};

Outcome runDevice(const QStringList &arguments)
{
    QProcess process;
    process.setProcessChannelMode(QProcess::ForwardedErrorChannel);
    process.start(paths::program(QStringLiteral("kioskctl")),
                  QStringList{QStringLiteral("run-device")} + arguments);
    REQUIRE(process.waitForFinished(30000));
    const QByteArray output = process.readAllStandardOutput();
    INFO(output.toStdString());
    const auto document = QJsonDocument::fromJson(output);
    REQUIRE(document.isObject());
    return {process.exitCode(), document.object()};
}

std::string textOf(const Outcome &outcome, QStringView key)
{
    return outcome.object[key].toString().toStdString();
}

/// One line to an emulator's control socket; its answer.
void tellEmulator(const QString &socket, const QByteArray &line)
{
    const FileDescriptor fd(::socket(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0));
    sockaddr_un address = {};
    address.sun_family = AF_UNIX;
    socket.toUtf8().toStdString().copy(address.sun_path, sizeof(address.sun_path) - 1);
    REQUIRE(::connect(fd.get(), reinterpret_cast<const sockaddr *>(&address), sizeof(address)) == 0);
    REQUIRE(::write(fd.get(), line.constData(), size_t(line.size())) == line.size());
    char answer[256] = {};
    REQUIRE(::read(fd.get(), answer, sizeof(answer) - 1) > 0);
    REQUIRE(QByteArray(answer).contains("\"ok\":true"));
}

} // namespace

TEST_CASE("run-device reads a card and says what is wrong when it cannot, however the reader is connected")
{
    const char *connection = GENERATE("serial", "usb");
    INFO(connection);
    EmulatedDevice reader({QStringLiteral("sam"), QLatin1String(connection)});
    const QStringList device{QStringLiteral("--config"), reader.configurationFile(), QStringLiteral("tried")};

    auto outcome = runDevice(
        device + QStringList{QStringLiteral("read"), QStringLiteral("--timeout"), QStringLiteral("500")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"error") == "noDevice"); // nothing at the other end of the line
    CHECK_FALSE(textOf(outcome, u"remedy").empty());

    reader.startEmulator();
    QElapsedTimer timer;
    timer.start();
    outcome = runDevice(
        device + QStringList{QStringLiteral("read"), QStringLiteral("--timeout"), QStringLiteral("800")});
    CHECK(timer.elapsed() < 2000 * test::slowness);
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"completion") == "commandErrorCode");
    CHECK(textOf(outcome, u"error") == "noMedia");
    CHECK_FALSE(textOf(outcome, u"message").empty());
    CHECK_FALSE(textOf(outcome, u"remedy").empty());

    tellEmulator(reader.controlSocket(), "{\"do\":\"insert\",\"card\":\"zhang\"}\n");
    outcome = runDevice(device + QStringList{QStringLiteral("read")});
    CHECK(outcome.exitCode == 0);
    CHECK(textOf(outcome, u"completion") == "success");
    CHECK_FALSE(outcome.object.contains(u"error"));
    const QJsonObject card = outcome.object[u"card"].toObject();
    CHECK(card[u"form"].toString().toStdString() == "resident");
    CHECK(card[u"name"].toString().toStdString() == "张测试");
    CHECK(card[u"id_number"].toString().toStdString() == "990000199001010017");
    CHECK(card[u"birth"].toString().toStdString() == "1990-01-01");
    CHECK(card.contains(u"photo"));

    tellEmulator(reader.controlSocket(), "{\"do\":\"fault\",\"name\":\"unplug\"}\n");
    outcome = runDevice(device + QStringList{QStringLiteral("read")});
    CHECK(textOf(outcome, u"completion") == "deviceNotReady");
    CHECK(textOf(outcome, u"error") == "noDevice");
    CHECK_FALSE(textOf(outcome, u"remedy").empty());
    tellEmulator(reader.controlSocket(), "{\"do\":\"plug\"}\n");

    outcome = runDevice(device + QStringList{QStringLiteral("dance")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"completion") == "unsupportedCommand");
    outcome = runDevice(device + QStringList{QStringLiteral("read"), QStringLiteral("{not json")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"completion") == "invalidData");
}

TEST_CASE("run-device names the line of a configuration that is wrong, or the device that is not in it")
{
    const EmulatedDevice reader({QStringLiteral("sam"), QStringLiteral("serial")});
    auto outcome = runDevice({QStringLiteral("--config"), reader.configurationFile(),
                              QStringLiteral("nobody"), QStringLiteral("read")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"error") == "noDevice");

    const QString wrong = reader.path(QStringLiteral("wrong.yaml"));
    QFile file(wrong);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("terminal: {id: \"990000-0001-0001\", type: gov}\ndevices:\n  - id: reader\n    class: "
               "id-card-reader\n"
               "    driver: sam\n    connect: {serial: /dev/null, baud: fast}\n");
    file.close();
    outcome =
        runDevice({QStringLiteral("--config"), wrong, QStringLiteral("reader"), QStringLiteral("read")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"completion") == "invalidData");
    CHECK(outcome.object[u"message"].toString().contains(
        QStringLiteral("wrong.yaml:6: devices.0.connect.baud")));

    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("terminal: {id: \"990000-0001-0001\", type: gov}\ndevices:\n  - id: reader\n    class: "
               "id-card-reader\n    driver: sam\n    connect:\n      usb:\n        vid: 0x10400\n"
               "        port: front\n        bus: 1\n");
    file.close();
    outcome =
        runDevice({QStringLiteral("--config"), wrong, QStringLiteral("reader"), QStringLiteral("read")});
    CHECK(textOf(outcome, u"completion") == "invalidData");
    const QString message = outcome.object[u"message"].toString();
    for (const char *reason :
         {"wrong.yaml:8: devices.0.connect.usb.vid", "wrong.yaml:9: devices.0.connect.usb.port",
          "wrong.yaml:10: devices.0.connect.usb: unknown key 'bus'", "key 'pid' is missing"}) {
        INFO(message.toStdString() << " lacks " << reason);
        CHECK(message.contains(QLatin1String(reason)));
    }

    outcome = runDevice({QStringLiteral("--config"), QStringLiteral("/nonexistent.yaml"),
                         QStringLiteral("reader"), QStringLiteral("read")});
    CHECK(outcome.exitCode == 1);
    CHECK(textOf(outcome, u"completion") == "invalidData");
}

TEST_CASE("the demonstration terminal's devices.yaml is right")
{
    const auto configuration = hal::loadTerminalConfiguration(qEnvironmentVariable("KIOSK_SOURCE") +
                                                              QStringLiteral("/devices.yaml"));
    REQUIRE(configuration);
    for (const Finding &finding : configuration->findings)
        UNSCOPED_INFO(finding.text().toStdString());
    CHECK(configuration->findings.isEmpty());
    CHECK(configuration->device(u"id-card") != nullptr);
    CHECK(configuration->device(u"a4") != nullptr);
    CHECK(configuration->terminal.demonstration);
    CHECK(configuration->emulators.size() == configuration->devices.size());
}
