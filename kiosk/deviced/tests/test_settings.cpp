// Settings changed at the terminal: what kiosk-deviced does with them, and what is left on the disk.
#include "terminal_fixture.h"

#include <kiosk/deviced/settings_store.h>
#include <kiosk/hal/settings_overlay.h>

#include <QFile>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

const QString reader = QStringLiteral("reader");
const QString printer = QStringLiteral("printer");
const QString technician = QStringLiteral("0007");

QJsonObject shown(Client &client, const QString &device)
{
    const QDBusMessage reply = client.callSettings(QStringLiteral("Show"), {device});
    REQUIRE(reply.type() == QDBusMessage::ReplyMessage);
    return QJsonDocument::fromJson(reply.arguments().first().toString().toUtf8()).object();
}

QJsonObject setting(Client &client, const QString &device, QStringView name)
{
    for (const auto &value : shown(client, device)[u"settings"].toArray()) {
        if (value[u"name"].toString() == name)
            return value.toObject();
    }
    return {};
}

bool isSo(Client &client, QStringView state)
{
    return shown(client, reader)[u"change"][u"state"].toString() == state;
}

/// The reply; its error's name without the prefix and its text, "invalidData pace_ms: …".
QString apply(Client &client, const char *settings, const QString &by = technician)
{
    const QDBusMessage reply =
        client.callSettings(QStringLiteral("Apply"), {reader, QString::fromUtf8(settings), by});
    return reply.type() == QDBusMessage::ErrorMessage
               ? reply.errorName().section(u'.', -1) + u' ' + reply.errorMessage()
               : QString();
}

} // namespace

TEST_CASE("a changed setting is applied to its device alone, kept when that is back, and undone by one call")
{
    TerminalFixture terminal;
    Client &client = *terminal.client;
    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    const qint64 before = terminal.pidOf(reader);
    const qint64 other = terminal.pidOf(printer);
    const QJsonObject pace = setting(client, reader, u"pace_ms");
    CHECK(pace[u"value"].toInt() == 100);
    CHECK(pace[u"maximum"].toInt() == 500);
    CHECK(pace[u"title"].toString() == QStringLiteral("节奏"));
    CHECK_FALSE(pace[u"changed"].toBool());

    CHECK(apply(client, R"({"pace_ms": 200})").isEmpty());
    REQUIRE(waitFor([&] { return isSo(client, u"kept"); }));
    CHECK(terminal.pidOf(reader) != before);
    CHECK(terminal.pidOf(printer) == other);
    CHECK(setting(client, reader, u"pace_ms")[u"value"].toInt() == 200);
    CHECK(setting(client, reader, u"pace_ms")[u"changed"].toBool());
    CHECK(
        terminal.services.audited.contains(QStringLiteral("settings reader applied 0007 pace_ms 100 → 200")));
    CHECK(terminal.services.audited.contains(QStringLiteral("settings reader kept 0007")));

    CHECK(client.callSettings(QStringLiteral("Undo"), {reader, technician}).type() ==
          QDBusMessage::ReplyMessage);
    CHECK(setting(client, reader, u"pace_ms")[u"value"].toInt() == 100);
    CHECK(isSo(client, u"undone"));
    REQUIRE(waitFor([&] {
        return terminal.services.audited.contains(QStringLiteral("settings reader undone 0007 by 0007"));
    }));
    CHECK(client.callSettings(QStringLiteral("Undo"), {reader, technician})
              .errorName()
              .endsWith(QStringLiteral("sequenceError")));
    terminal.pidOf(reader);
}

TEST_CASE("what does not fit is refused with the setting and the reason, and changes nothing")
{
    TerminalFixture terminal;
    Client &client = *terminal.client;
    const qint64 pid = terminal.pidOf(reader);
    CHECK(apply(client, R"({"pace_ms": 5})").startsWith(QStringLiteral("invalidData pace_ms: ")));
    CHECK(apply(client, R"({"pace_ms": "fast"})").startsWith(QStringLiteral("invalidData pace_ms: ")));
    CHECK(apply(client, R"({"colour": 1})").contains(QStringLiteral("colour")));
    CHECK(apply(client, R"({"table": {}})").contains(QStringLiteral("devices.yaml")));
    CHECK(apply(client, R"({"library": "/tmp/a.so"})").contains(QStringLiteral("devices.yaml")));
    CHECK(apply(client, R"({"pace_ms": 100})").startsWith(QStringLiteral("invalidData")));
    CHECK(apply(client, "no JSON").startsWith(QStringLiteral("invalidData")));
    CHECK(apply(client, R"({"pace_ms": 200})", QStringLiteral("nobody"))
              .startsWith(QStringLiteral("invalidData")));
    CHECK(client.callSettings(QStringLiteral("Show"), {QStringLiteral("no-such")})
              .errorName()
              .endsWith(QStringLiteral("noDevice")));
    CHECK_FALSE(QFile::exists(terminal.path(QStringLiteral("state/device-settings.yaml"))));
    CHECK(terminal.pidOf(reader) == pid);
}

TEST_CASE("a device that does not come back has its settings restored, and comes back with them")
{
    TerminalFixture terminal;
    Client &client = *terminal.client;
    terminal.pidOf(reader);
    const char *how = GENERATE(R"({"open": "crash"})", R"({"open": "fail"})");
    CHECK(apply(client, how).isEmpty());
    CHECK(isSo(client, u"waiting"));
    CHECK(shown(client, reader)[u"change"][u"seconds"].toInt() > 0);
    CHECK(apply(client, R"({"pace_ms": 200})").startsWith(QStringLiteral("deviceBusy")));
    REQUIRE(waitFor([&] { return isSo(client, u"restored"); }));
    CHECK_FALSE(shown(client, reader)[u"change"][u"reason"].toString().isEmpty());
    CHECK(setting(client, reader, u"open")[u"value"].toString() == u"well");
    terminal.pidOf(reader);
}

TEST_CASE("a change that waits when kiosk-deviced is killed is taken back by its next life")
{
    TerminalFixture terminal;
    Client &client = *terminal.client;
    terminal.pidOf(reader);
    CHECK(apply(client, R"({"pace_ms": 200})").isEmpty());
    REQUIRE(waitFor([&] { return isSo(client, u"kept"); }));
    CHECK(apply(client, R"({"open": "crash"})").isEmpty());
    terminal.deviced().kill();
    terminal.deviced().waitForFinished();
    terminal.deviced().start();
    REQUIRE(
        waitFor([&] { return client.call(QStringLiteral("List")).type() == QDBusMessage::ReplyMessage; }));
    terminal.pidOf(reader);
    CHECK(isSo(client, u"restored"));
    CHECK(setting(client, reader, u"open")[u"value"].toString() == u"well");
    CHECK(setting(client, reader, u"pace_ms")[u"value"].toInt() == 200);
    // Whoever audits hears of it as soon as there is somebody to tell.
    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    REQUIRE(waitFor([&] {
        return terminal.services.audited.contains(
            QStringLiteral("settings reader restored 0007 kiosk-deviced had ended"));
    }));
}

TEST_CASE("the file is whole before and after each write, and one that is not goes aside")
{
    Installation installation;
    const SystemClock clock;
    const QString file = installation.path(QStringLiteral("device-settings.yaml"));
    const QJsonObject slow{{QStringLiteral("pace_ms"), 400}};
    {
        deviced::SettingsStore store(file, clock);
        REQUIRE(store.begin(reader, slow, technician));
        CHECK(hal::SettingsOverlay::load(file).of(reader) == slow);
        REQUIRE(store.keep(reader));
        REQUIRE(store.begin(reader, {{QStringLiteral("pace_ms"), 50}}, technician));
        CHECK(hal::SettingsOverlay::load(file).findings().isEmpty());
    }
    deviced::SettingsStore store(file, clock);
    CHECK(store.interrupted() == QStringList{reader});
    CHECK(store.of(reader) == slow);
    CHECK(hal::SettingsOverlay::load(file).of(reader) == slow);
    CHECK_FALSE(store.undoable(reader));

    installation.write(QStringLiteral("device-settings.yaml"), "{\"devices\": {\"rea");
    const deviced::SettingsStore anew(file, clock);
    CHECK(anew.of(reader).isEmpty());
    CHECK(QFile::exists(file + QStringLiteral(".broken")));
    CHECK_FALSE(QFile::exists(file));
}
