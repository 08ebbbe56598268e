// What kiosk-deviced keeps of the traffic of its devices, as others on the bus see it.
#include "terminal_fixture.h"

#include <kiosk/deviced/traffic_ring.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

const QString reader = QStringLiteral("reader");
const QString person = QStringLiteral("0007");
/// What the fake driver says on its wire.
const QString secret = QStringLiteral("990000199001010017");

QJsonObject trafficOf(Client &client, uint most = 100000)
{
    const QDBusMessage reply = client.callTraffic(QStringLiteral("Show"), {reader, most});
    REQUIRE(reply.type() == QDBusMessage::ReplyMessage);
    return QJsonDocument::fromJson(reply.arguments().first().toString().toUtf8()).object();
}

QString textOf(Client &client)
{
    return trafficOf(client)[u"text"].toString();
}

void talk(Client &client)
{
    const QString claim = client.claim(reader);
    client.completionOf(
        client.begin(claim, QStringLiteral("read"),
                     {{QStringLiteral("do"), QStringLiteral("talk")}, {QStringLiteral("words"), secret}}));
    client.call(QStringLiteral("Release"), {claim});
}

bool begins(Client &client)
{
    return client.callTraffic(QStringLiteral("Start"), {reader, person}).type() == QDBusMessage::ReplyMessage;
}

} // namespace

TEST_CASE("a record has operations and frames, and nothing before it began or after it ended")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    talk(client);
    CHECK_FALSE(trafficOf(client)[u"recording"].toBool());
    REQUIRE(begins(client));
    talk(client);
    REQUIRE(waitFor([&] { return textOf(client).contains(QStringLiteral("-- ok")); }));
    const QString text = textOf(client);
    CHECK(text.contains(QStringLiteral("-- read\n")));
    CHECK(text.contains(QStringLiteral("> aa 20 +18 B\n")));
    CHECK(text.contains(QStringLiteral("< 18 B #")));
    CHECK_FALSE(text.contains(secret));
    CHECK_FALSE(text.contains(QString::fromLatin1(secret.toLatin1().toHex())));
    CHECK(text.count(QStringLiteral("-- read\n")) == 1);
    CHECK(trafficOf(client, 20)[u"text"].toString().size() <= 20);

    CHECK(client.callTraffic(QStringLiteral("Stop"), {reader, person}).type() == QDBusMessage::ReplyMessage);
    CHECK_FALSE(trafficOf(client)[u"recording"].toBool());
    CHECK(textOf(client).isEmpty());
    REQUIRE(begins(client));
    CHECK_FALSE(textOf(client).contains(QStringLiteral("-- read\n")));
}

TEST_CASE("a record goes on in the next life of a device's process")
{
    TerminalFixture terminal;
    const qint64 pid = terminal.pidOf(reader);
    Client &client = *terminal.client;
    REQUIRE(begins(client));
    talk(client);
    REQUIRE(waitFor([&] { return textOf(client).contains(QStringLiteral("pid %1\n").arg(pid)); }));
    CHECK(client.errorOf(QStringLiteral("Restart"), {reader}).isEmpty());
    REQUIRE(waitFor([&] { return client.entry(reader)[u"status"][u"pid"].toInteger() != pid; }));
    const qint64 next = terminal.pidOf(reader);
    REQUIRE(waitFor([&] { return textOf(client).contains(QStringLiteral("pid %1\n").arg(next)); }));
    CHECK(textOf(client).contains(QStringLiteral("-- read\n")));
}

TEST_CASE("a record ends by itself, and when whoever began it has left")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    const auto told = [&](const char *result) {
        return terminal.services.audited.contains(
            QStringLiteral("traffic reader %1 0007").arg(QLatin1String(result)));
    };
    SECTION("by itself")
    {
        REQUIRE(begins(client));
        REQUIRE(trafficOf(client)[u"seconds"].toInt() > 0);
        REQUIRE(waitFor([&] { return told("expired"); }));
    }
    SECTION("with who began it")
    {
        {
            Client other(terminal.address());
            REQUIRE(begins(other));
            REQUIRE(waitFor([&] { return told("on"); }));
        }
        REQUIRE(waitFor([&] { return told("off"); }));
    }
    CHECK_FALSE(trafficOf(client)[u"recording"].toBool());
    CHECK(textOf(client).isEmpty());
}

TEST_CASE("only a person, and only what there is, is recorded")
{
    TerminalFixture terminal;
    Client &client = *terminal.client;
    const auto refused = [&](const QString &method, const QVariantList &arguments) {
        return client.callTraffic(method, arguments).errorName().section(u'.', -1);
    };
    CHECK(refused(QStringLiteral("Start"), {QStringLiteral("no-such"), person}) == u"noDevice");
    CHECK(refused(QStringLiteral("Start"), {reader, QStringLiteral("somebody")}) == u"invalidData");
    CHECK(refused(QStringLiteral("Show"), {QStringLiteral("no-such"), 100U}) == u"noDevice");
    CHECK(refused(QStringLiteral("Stop"), {reader, person}).isEmpty());
}

TEST_CASE("a record has its last lines, whole ones")
{
    deviced::TrafficRing ring(10);
    CHECK(ring.last(100).isEmpty());
    ring.add({QStringLiteral("one"), QStringLiteral("two")});
    CHECK(ring.last(100) == "one\ntwo\n");
    CHECK(ring.last(7) == "two\n");
    CHECK(ring.last(3).isEmpty());
    ring.add({QStringLiteral("three")});
    CHECK(ring.last(100) == "two\nthree\n");
    CHECK(ring.size() <= 10);
    ring.add({QStringLiteral("longer than that")});
    CHECK(ring.last(100).isEmpty());
}
