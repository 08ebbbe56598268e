#include "sam_fixture.h"

#include <catch2/catch.hpp>

using namespace kiosk;

namespace
{

int requests(const SamFixture &sam)
{
    return sam.tell({{QStringLiteral("do"), QStringLiteral("state")}})[u"requests"].toInt();
}

} // namespace

TEST_CASE("what the line does to one answer is recovered from")
{
    const char *fault = GENERATE("checksum", "length", "length-short", "length-huge", "truncated", "noise",
                                 "split", "twice", "silent", "status:10", "status:11", "status:3F");
    SamFixture sam;
    for (const char *command : {"samId", "reset", "find", "select", "read", "address"}) {
        INFO(fault << " in the answer to " << command);
        sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
        sam.device().close(); // the id is asked for when the port is opened
        sam.insert("li");
        sam.fault(fault, command);
        const QJsonObject card = sam.read();
        CHECK(card[u"name"].toString() == u"李样例");
        CHECK(card[u"address"].toString() == u"示例省示例市样例区新居花园2幢203室");
        CHECK(sam.tell({{QStringLiteral("do"), QStringLiteral("state")}})[u"faults"].toArray().isEmpty());
    }
}

TEST_CASE("what the line does to every answer is reported")
{
    const auto [fault, error] =
        GENERATE(std::pair("checksum", u"protocolError"), std::pair("length", u"protocolError"),
                 std::pair("length-huge", u"protocolError"), std::pair("truncated", u"protocolError"),
                 std::pair("silent", u"timeOut"));
    SamFixture sam;
    REQUIRE(sam.media() == u"notPresent");
    sam.insert("zhang");
    sam.fault(fault, "read", 0);
    INFO(fault);
    CHECK(sam.failure("read", 20s) == error);
}

TEST_CASE("every answer split, noisy and doubled at once is still understood")
{
    SamFixture sam;
    sam.insert("li");
    sam.fault("twice", "", 0);
    CHECK(sam.read()[u"name"].toString() == u"李样例");
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    sam.fault("noise", "", 0);
    sam.insert("zhang");
    CHECK(sam.read()[u"name"].toString() == u"张测试");
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    sam.fault("split", "", 0, 5);
    sam.insert("rare");
    CHECK(sam.read()[u"name"].toString() == u"王𬍛");
}

TEST_CASE("a damaged answer is asked for twice more, not for ever")
{
    SamFixture sam;
    REQUIRE(sam.media() == u"notPresent");
    sam.fault("checksum", "find", 0);
    const int before = requests(sam);
    CHECK(sam.failure("detect") == u"protocolError");
    CHECK(requests(sam) - before == 3);
}

TEST_CASE("an answer that comes too late is not taken for the next one")
{
    // Later than find's time-out, so that it arrives while something else has been asked.
    const int late = GENERATE(350, 700, 900);
    SamFixture sam;
    REQUIRE(sam.media() == u"notPresent");
    sam.insert("zhang");
    sam.fault("late", "find", 1, late);
    CHECK(sam.read()[u"name"].toString() == u"张测试");

    // The late answer speaks of a card that is gone by then.
    sam.remove();
    REQUIRE(sam.media() == u"notPresent");
    sam.insert("li");
    sam.fault("late", "find", 1, late);
    REQUIRE(sam.failure("detect", 100ms) == u"timeOut");
    sam.remove();
    CHECK(sam.media() == u"notPresent");
}

TEST_CASE("a card whose answers are all lost is read once the line is well again")
{
    SamFixture sam;
    sam.insert("zhang");
    sam.fault("checksum", "read", 0);
    CHECK(sam.failure("read") == u"protocolError");
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    CHECK(sam.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a card taken away half way is mediaRemoved, and read when it is back")
{
    SamFixture sam;
    sam.insert("zhang");
    sam.fault("pull-during-read");
    CHECK(sam.failure("read") == u"mediaRemoved");
    sam.insert("zhang");
    CHECK(sam.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a card that cannot be selected at first is read all the same")
{
    SamFixture sam;
    sam.insert("zhang");
    sam.fault("status:81", "select", 2);
    CHECK(sam.read()[u"name"].toString() == u"张测试");
    sam.insert("li");
    sam.fault("status:41", "read", 2);
    CHECK(sam.read()[u"name"].toString() == u"李样例");
}

TEST_CASE("each status word has its meaning")
{
    struct Case {
        const char *fault;
        const char *command;
        const char16_t *error;
    };
    const Case cases[] = {
        {"status:10", "read", u"protocolError"},      {"status:11", "read", u"protocolError"},
        {"status:21", "read", u"invalidCommand"},     {"status:23", "read", u"invalidCommand"},
        {"status:24", "find", u"invalidCommand"},     {"status:31", "read", u"cardNotAuthentic"},
        {"status:32", "select", u"cardNotAuthentic"}, {"status:33", "read", u"cardNotAuthentic"},
        {"status:37", "read", u"cardNotAuthentic"},   {"status:3F", "read", u"protocolError"},
        {"status:40", "select", u"invalidMedia"},     {"status:41", "read", u"readFailed"},
        {"status:47", "read", u"readFailed"},         {"status:60", "find", u"selfTestFailed"},
        {"status:66", "find", u"samNotAuthorised"},   {"status:81", "select", u"readFailed"},
        {"status:91", "read", u"readFailed"},         {"status:41", "address", u"readFailed"},
        {"status:E7", "read", u"protocolError"},
    };
    SamFixture sam;
    for (const Case &one : cases) {
        INFO(one.fault << " to " << one.command);
        sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
        sam.insert("zhang");
        sam.fault(one.fault, one.command, 0);
        CHECK(sam.failure("read") == one.error);
    }
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    sam.fault("status:80", "find", 0);
    CHECK(sam.failure("read", 200ms) == u"noMedia");
}

TEST_CASE("a reader whose self-test failed, or that has no licence, does not open")
{
    SamFixture sam;
    hal::OperationContext context{Deadline::in(5s), {}};
    sam.fault("status:60", "", 0);
    CHECK(sam.device().open(context).error().code == error::selfTestFailed);
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    sam.fault("status:66", "", 0);
    CHECK(sam.device().open(context).error().code == error::samNotAuthorised);
    sam.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    CHECK(sam.device().open(context));
}
