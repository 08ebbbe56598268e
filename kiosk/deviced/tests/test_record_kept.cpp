// What kiosk-deviced keeps of its devices, as others on the bus see it.
#include "terminal_fixture.h"

#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::test;

namespace
{

const QString reader = QStringLiteral("reader");
const QString printer = QStringLiteral("printer");

QJsonObject recordOf(Client &client, const QString &device)
{
    const QDBusMessage reply = client.call(QStringLiteral("Record"), {device});
    REQUIRE(reply.type() == QDBusMessage::ReplyMessage);
    return QJsonDocument::fromJson(reply.arguments().first().toString().toUtf8()).object();
}

qint64 counterOf(Client &client, const QString &device, QStringView counter)
{
    for (const auto &entry : recordOf(client, device)[u"counters"].toArray()) {
        if (entry[u"counter"].toString() == counter)
            return entry[u"value"].toInteger();
    }
    return -1;
}

QStringList eventsOf(Client &client, const QString &device)
{
    QStringList list;
    for (const auto &event : recordOf(client, device)[u"events"].toArray())
        list.append(event[u"what"].toString() + u' ' + event[u"word"].toString());
    return list;
}

QJsonObject failing(const char *code)
{
    return {{QStringLiteral("do"), QStringLiteral("fail")},
            {QStringLiteral("error"), QString::fromLatin1(code)}};
}

} // namespace

TEST_CASE("an operation that ended well is counted, as often as its result says, and no other")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    terminal.pidOf(printer);
    Client &client = *terminal.client;
    const QString claim = client.claim(reader);
    const auto reading = QStringLiteral("read");
    client.completionOf(client.begin(claim, reading, {}));
    client.completionOf(client.begin(claim, QStringLiteral("detect"), {}));
    client.completionOf(
        client.begin(claim, reading, {{QStringLiteral("completion"), QStringLiteral("cancel")}}));
    client.completionOf(client.begin(claim, reading, failing("noMedia")));
    client.completionOf(client.begin(claim, reading, failing("hardwareError")));
    CHECK(counterOf(client, reader, u"cardsRead") == 1);
    // A citizen without a card is no event of the reader's.
    const QStringList events = eventsOf(client, reader);
    CHECK(events.contains(QStringLiteral("failure hardwareError")));
    CHECK_FALSE(events.contains(QStringLiteral("failure noMedia")));

    REQUIRE(client.connection.registerService(QString::fromLatin1(ipc::servicesName)));
    terminal.services.valid = {QStringLiteral("op-1")};
    client.completionOf(client.begin(client.claim(printer), QStringLiteral("print"),
                                     {{QStringLiteral("pages"), 3}}, 5000, QStringLiteral("op-1")));
    CHECK(counterOf(client, printer, u"pagesPrinted") == 3);
    CHECK(client.errorOf(QStringLiteral("Record"), {QStringLiteral("no-such")}) == u"noDevice");
}

TEST_CASE("what a technician had a device do is an event, and a restart that was asked for no failure")
{
    TerminalFixture terminal;
    const qint64 pid = terminal.pidOf(reader);
    Client &client = *terminal.client;
    REQUIRE(eventsOf(client, reader) == QStringList{QStringLiteral("state online")});
    const auto note = [&](const char *what, const char *result) {
        return client.errorOf(QStringLiteral("Note"),
                              {reader, QString::fromLatin1(what), QString::fromLatin1(result)});
    };
    CHECK(note("self-test", "ok").isEmpty());
    CHECK(note("gossip", "ok") == u"invalidData");
    CHECK(client.errorOf(QStringLiteral("Restart"), {reader}).isEmpty());
    REQUIRE(waitFor([&] {
        const QJsonObject entry = client.entry(reader);
        return entry[u"state"].toString() == u"online" && entry[u"status"][u"pid"].toInteger() != pid;
    }));
    CHECK(eventsOf(client, reader) == QStringList{QStringLiteral("restart ok"),
                                                  QStringLiteral("self-test ok"),
                                                  QStringLiteral("state online")});
}

TEST_CASE("maintenance that was done is written down with the person's number")
{
    TerminalFixture terminal;
    terminal.pidOf(reader);
    Client &client = *terminal.client;
    const auto maintained = [&](const char *task, const char *by) {
        return client.errorOf(QStringLiteral("Maintained"),
                              {reader, QString::fromLatin1(task), QString::fromLatin1(by)});
    };
    CHECK(client.entry(reader)[u"overdue"] == QJsonArray());
    CHECK(maintained("replaceFeedRollers", "0007") == u"invalidData"); // a printer's
    CHECK(maintained("cleanReadingArea", "Zhang") == u"invalidData");
    CHECK(maintained("cleanReadingArea", "0007\n") == u"invalidData");
    CHECK(maintained("cleanReadingArea", "0007").isEmpty());
    const QJsonValue task = recordOf(client, reader)[u"maintenance"][0];
    CHECK(task[u"by"].toString() == u"0007");
    const QDate done = QDateTime::fromString(task[u"done"].toString(), Qt::ISODate).date();
    CHECK(done.isValid());
    CHECK(done <= QDate::currentDate());
    CHECK_FALSE(task[u"overdue"].toBool());
}
