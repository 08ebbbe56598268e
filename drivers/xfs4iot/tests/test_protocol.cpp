#include "request_book.h"
#include "service_address.h"
#include "status_record.h"

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::xfs4iot;
using Verdict = RequestBook::Verdict;

namespace
{

Message message(MessageType type, int id, const char *name, const char *status = "")
{
    Message made;
    made.type = type;
    made.requestId = id;
    made.name = QLatin1String(name);
    made.status = QLatin1String(status);
    return made;
}

QJsonObject device(const QJsonValue &word)
{
    return {{QStringLiteral("common"), QJsonObject{{QStringLiteral("device"), word}}}};
}

QJsonObject answer(const QStringList &uris)
{
    QJsonArray services;
    for (const QString &uri : uris)
        services.append(QJsonObject{{QStringLiteral("serviceURI"), uri}});
    return {{QStringLiteral("services"), services}};
}

} // namespace

TEST_CASE(
    "a request is followed from its acknowledge to its completion, and what comes after is a stranger's")
{
    RequestBook book;
    const int first = book.begin(QStringLiteral("Common.Status")), second = book.begin(QStringLiteral("A.B"));
    CHECK(first == 1);
    CHECK(second == 2);
    CHECK(book.take(message(MessageType::Acknowledge, first, "common.status")) == Verdict::Acknowledged);
    CHECK(book.take(message(MessageType::Event, first, "A.AnyEvent")) == Verdict::Event);
    CHECK(book.take(message(MessageType::Completion, first, "Common.Status")) == Verdict::Completed);
    CHECK(book.take(message(MessageType::Completion, first, "Common.Status")) == Verdict::Stranger);
    CHECK(book.take(message(MessageType::Event, 1000, "A.AnyEvent")) == Verdict::Stranger);
    CHECK(book.take(message(MessageType::Acknowledge, second, "A.B", "tooManyRequests")) == Verdict::Refused);
    CHECK(book.openRequests() == 0);
    CHECK(book.take(message(MessageType::Unsolicited, 0, "Common.StatusChangedEvent")) ==
          Verdict::Unsolicited);
}

TEST_CASE("a request that was given up has ended, whatever still comes")
{
    RequestBook book;
    const int id = book.begin(QStringLiteral("A.B"));
    book.giveUp(id);
    CHECK(book.take(message(MessageType::Acknowledge, id, "A.B")) == Verdict::Stranger);
    CHECK(book.unfinished() == 1);
    CHECK(book.take(message(MessageType::Completion, id, "A.B")) == Verdict::Stranger);
    CHECK(book.unfinished() == 0);
}

TEST_CASE("a command from a service, or an answer to another command, ends the trust in it")
{
    RequestBook book;
    const int id = book.begin(QStringLiteral("A.B"));
    CHECK(book.take(message(MessageType::Command, id, "A.B")) == Verdict::Wrong);
    CHECK(book.take(message(MessageType::Completion, id, "A.C")) == Verdict::Wrong);
}

TEST_CASE("a delta changes what it names; null is no change")
{
    StatusRecord record;
    record.replace(
        {{QStringLiteral("common"), QJsonObject{{QStringLiteral("device"), QStringLiteral("online")},
                                                {QStringLiteral("position"), QStringLiteral("in")}}},
         {QStringLiteral("list"), QJsonArray{1}}});
    record.merge(
        {{QStringLiteral("COMMON"), QJsonObject{{QStringLiteral("Device"), QStringLiteral("offline")},
                                                {QStringLiteral("position"), QJsonValue::Null}}},
         {QStringLiteral("list"), QJsonValue::Null},
         {QStringLiteral("printer"), QJsonObject{{QStringLiteral("toner"), QStringLiteral("low")}}}});
    CHECK(fieldAt(record.value(), u"common.device").toString() == u"offline");
    CHECK(fieldAt(record.value(), u"common.position").toString() == u"in");
    CHECK(record.value()[u"list"].toArray().size() == 1);
    CHECK(fieldAt(record.value(), u"printer.toner").toString() == u"low");
    CHECK(record.value().size() == 3);
}

TEST_CASE("what is no delta of the state changes nothing, and a new answer is all that counts")
{
    StatusRecord record;
    record.replace(device(QStringLiteral("online")));
    record.merge({{QStringLiteral("common"), 7}});
    record.merge(device(QJsonObject{{QStringLiteral("x"), 1}}));
    CHECK(record.value() == device(QStringLiteral("online")));
    record.merge(device(QStringLiteral("hardwareError")));
    record.replace(device(QStringLiteral("online")));
    CHECK(record.value() == device(QStringLiteral("online")));
}

TEST_CASE("of a publisher's services only those are taken that it may name")
{
    const QUrl open(QStringLiteral("ws://host:5846/xfs4iot/v1.0")),
        closed(QStringLiteral("wss://host:443/xfs4iot/v1.0"));
    const QStringList uris{QStringLiteral("ws://host:5847/xfs4iot/v1.0/a"),
                           QStringLiteral("wss://host:5848/xfs4iot/v1.0/b"),
                           QStringLiteral("http://host/"),
                           QStringLiteral("file:///etc/passwd"),
                           QString(),
                           QStringLiteral("ws://host:5847/xfs4iot/v1.0/a"),
                           QString(2000, u'w')};
    CHECK(servicesIn(answer(uris), open, {}).size() == 2);
    CHECK(servicesIn(answer(uris), closed, {}) == QList<QUrl>{QUrl(uris[1])});
    CHECK(servicesIn(answer(uris), open, QStringLiteral("/a")) == QList<QUrl>{QUrl(uris[0])});
    QStringList many;
    for (int i = 0; i < 100; ++i)
        many.append(QStringLiteral("ws://host:5847/%1").arg(i));
    CHECK(servicesIn(answer(many), open, {}).size() == 32);
    CHECK(servicesIn({{QStringLiteral("services"), 3}}, open, {}).isEmpty());
}

TEST_CASE("a host is asked at the standard's ports, by wss where its authority is known")
{
    hal::DeviceConfiguration configuration;
    configuration.connect = {{QStringLiteral("host"), QStringLiteral("127.0.0.1")}};
    const auto address = ServiceAddress::fromConfiguration(configuration);
    REQUIRE(address);
    const auto found = address->publishers();
    REQUIRE(found);
    CHECK(found->size() == 12);
    CHECK(found->first() == QUrl(QStringLiteral("ws://127.0.0.1:80/xfs4iot/v1.0")));
    CHECK(found->last() == QUrl(QStringLiteral("ws://127.0.0.1:5856/xfs4iot/v1.0")));
    CHECK(standardPorts(true).first() == 443);
}

TEST_CASE("an address that is none is refused when the device is made")
{
    hal::DeviceConfiguration configuration;
    const auto isRefused = [&] {
        const auto address = ServiceAddress::fromConfiguration(configuration);
        return !address && address.error().code == error::invalidData;
    };
    CHECK(isRefused());
    configuration.connect = {{QStringLiteral("service"), QStringLiteral("http://host/")}};
    CHECK(isRefused());
    configuration.connect = {{QStringLiteral("host"), QStringLiteral("h")},
                             {QStringLiteral("ports"), QJsonArray{70000}}};
    CHECK(isRefused());
    configuration.connect = {{QStringLiteral("host"), QStringLiteral("h")}};
    configuration.settings = {{QStringLiteral("ca"), QStringLiteral("/nonexistent")}};
    CHECK(isRefused());
    configuration.settings = {{QStringLiteral("certificate"), QStringLiteral("/nonexistent")}};
    CHECK(isRefused());
}
