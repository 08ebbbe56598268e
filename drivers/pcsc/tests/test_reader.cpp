#include "pcsc_fixture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>
#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;

TEST_CASE("a reader without a card is online, and says so")
{
    PcscFixture reader;
    CHECK(reader.statusWord("device") == u"online");
    CHECK(reader.statusWord("reader") == u"Bianmin Emulator 00 00");
    CHECK(reader.statusWord("media") == u"notPresent");
    CHECK(reader.statusWord("chip") == u"noCard");
    CHECK(reader.run("detect")->fields[u"media"].toString() == u"notPresent");
    CHECK(reader.failure("awaitRemoval") == u"success");
    CHECK(reader.failure("readSocialSecurityCard", 300ms) == u"noMedia");
    CHECK(reader.stages == QStringList{QStringLiteral("insertCard")});
    CHECK(reader.transmit("00A40400") == u"noMedia");
    CHECK(reader.power("cold") == u"noMedia");
    CHECK(reader.power("off").isEmpty());
}

TEST_CASE("a version 2 card is read as data")
{
    PcscFixture reader;
    reader.insert("zhang");
    const QJsonObject card = reader.read();
    CHECK(card[u"card_id"].toString() == u"990300d15600000599000001");
    CHECK(card[u"class"].toString() == u"2");
    CHECK(card[u"version"].toString() == u"2.00");
    CHECK(card[u"issuer"].toString() == u"990000000001990000000001");
    CHECK(card[u"issued"].toString() == u"2018-06-01");
    CHECK(card[u"expires"].toString() == u"2028-06-01");
    CHECK(card[u"card_number"].toString() == u"A00000001");
    CHECK(card[u"social_security_number"].toString() == u"990000199001010017");
    CHECK(card[u"name"].toString() == u"张测试");
    CHECK(card[u"sex"].toString() == u"男");
    CHECK(card[u"nation"].toString() == u"汉");
    CHECK(card[u"birthplace"].toString() == u"990000");
    CHECK(card[u"birth"].toString() == u"1990-01-01");
    CHECK(card[u"withheld"].toArray().isEmpty());
    CHECK(reader.stages.last() == u"cardRead");
    // Its chip is off again, for it may be drawn now.
    CHECK(reader.statusWord("chip") == u"poweredOff");
    CHECK(reader.statusWord("media") == u"present");
    CHECK(reader.read() == card); // again, as it lies there
    CHECK(reader.slotState()[u"pin_tries"].toInt() == 0);
}

TEST_CASE("a card that comes while it is waited for is read, and the next one, too")
{
    PcscFixture reader;
    reader.atStage = [&](const QString &stage) {
        if (stage == u"insertCard")
            reader.insert(reader.stages.count(stage) == 1 ? "li" : "zhang");
    };
    CHECK(reader.read()[u"name"].toString() == u"李样例");
    CHECK(reader.stages ==
          QStringList{QStringLiteral("insertCard"), QStringLiteral("cardFound"), QStringLiteral("cardRead")});
    reader.remove();
    REQUIRE(reader.failure("awaitRemoval") == u"success");
    CHECK(reader.run("detect")->fields[u"media"].toString() == u"notPresent");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a version 1 card has other records, wants P1 = 00 and has a tag of its city")
{
    PcscFixture reader;
    reader.insert("li");
    const QJsonObject card = reader.read();
    CHECK(card[u"version"].toString() == u"1.00");
    CHECK(card[u"name"].toString() == u"李样例");
    CHECK(card[u"sex"].toString() == u"女");
    CHECK(card[u"birth"].toString() == u"1958-03-15");
    CHECK(card[u"issuer"].toString() == u"990000000001");
}

TEST_CASE("what a version 3 card keeps without a security module is said")
{
    PcscFixture reader;
    reader.insert("wang");
    QJsonObject card = reader.read();
    CHECK(card[u"version"].toString() == u"3.00");
    CHECK(card[u"card_number"].toString() == u"A00000003");
    CHECK(card[u"name"].isNull());
    CHECK(card[u"social_security_number"].isNull());
    CHECK(card[u"withheld"].toArray() ==
          QJsonArray{"social_security_number", "name", "sex", "nation", "birthplace", "birth"});
    CHECK(card[u"withheld_reason"].toString() == u"securityModuleNeeded");

    reader.insert("wang-partly");
    card = reader.read();
    CHECK(card[u"name"].toString() == u"王示范");
    CHECK(card[u"sex"].toString() == u"女");
    CHECK(card[u"withheld"].toArray() ==
          QJsonArray{"social_security_number", "nation", "birthplace", "birth"});

    reader.insert("wang-silent");
    CHECK(reader.failure("readSocialSecurityCard") == u"securityModuleNeeded");
}

TEST_CASE("a card that tells records by tag only, and characters of four bytes")
{
    PcscFixture reader;
    reader.insert("rare");
    const QJsonObject card = reader.read();
    CHECK(card[u"name"].toString() == u"王𬍛");
    CHECK(card[u"expires"].toString() == u"2030-01-01");
}

TEST_CASE("a contactless card is read in its own slot, with the name's extension")
{
    PcscFixture reader("contactless");
    CHECK(reader.statusWord("reader") == u"Bianmin Emulator 00 01");
    reader.insert("maimaiti");
    const QJsonObject card = reader.read();
    CHECK(card[u"name"].toString() == u"买买提·样例样例样例样例样例样例样例");
    CHECK(card[u"nation"].toString() == u"维吾尔");
    CHECK(reader.power("cold") == u"3b858001424d4352445e");
    CHECK(reader.another("Bianmin Emulator 00 00") != nullptr);
}

TEST_CASE("another card, or one whose data cannot be, is no medium")
{
    PcscFixture reader;
    reader.insert("bank");
    CHECK(reader.failure("readSocialSecurityCard") == u"invalidMedia");
    reader.insert("wrong-date");
    CHECK(reader.failure("readSocialSecurityCard") == u"invalidMedia");
    CHECK(reader.statusWord("device") == u"online");
}

TEST_CASE("chip power and raw commands")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    CHECK(reader.power("cold") == u"3b650000424d435244");
    CHECK(reader.statusWord("chip") == u"online");
    CHECK(reader.transmit("00A404000F7378312E73682EC9E7BBE1B1A3D5CF").endsWith(u"9000"));
    CHECK(reader.transmit("00A4020002EF05") == u"9000");
    CHECK(reader.transmit("00B2070400") == u"07094130303030303030319000"); // 6Cxx is seen to
    CHECK(reader.transmit("00B2200400") == u"6a83");

    // A reset forgets what was selected.
    CHECK(reader.power("warm") == u"3b650000424d435244");
    CHECK(reader.transmit("00B2070400") == u"6986");
    CHECK(reader.power("off").isEmpty());
    CHECK(reader.statusWord("chip") == u"poweredOff");
    CHECK(reader.transmit("00B2070400") == u"6986"); // switches it on
    CHECK(reader.failure("reset") == u"success");
    CHECK(reader.statusWord("chip") == u"poweredOff");

    CHECK(reader.transmit("0020008106123456FFFFFF") == u"authorisationRequired");
    CHECK(reader.slotState()[u"pin_tries"].toInt() == 0);
}

TEST_CASE("a card is one program's at a time")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    REQUIRE(reader.power("cold") == u"3b650000424d435244");
    const auto second = reader.another();
    hal::OperationContext context{Deadline::in(5s), {}};
    const auto status = second->status(context);
    REQUIRE(status);
    CHECK((*status)[u"chip"].toString() == u"busy");
    const auto result = second->execute(u"readSocialSecurityCard", {}, context);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == error::deviceBusy);
    reader.device().close();
    CHECK(second->execute(u"readSocialSecurityCard", {}, context));
}

TEST_CASE("removal is waited for, within the deadline")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    QElapsedTimer timer;
    timer.start();
    CHECK(reader.failure("awaitRemoval", 300ms) == u"timeOut");
    CHECK(timer.elapsed() < 500 * test::slowness);
    REQUIRE(reader.power("cold") == u"3b650000424d435244"); // also with its chip on
    reader.remove();
    CHECK(reader.failure("awaitRemoval") == u"success");
    CHECK(reader.statusWord("chip") == u"noCard");
}

TEST_CASE("the record of a card's reading has what was asked and how it went, and nothing of the card")
{
    PcscFixture reader;
    reader.insert("zhang");
    const test::TrafficRecord record(QStringLiteral("pcsc"));
    const QJsonObject card = reader.read();
    for (const char *field : {"card_id", "card_number", "social_security_number", "name"})
        record.checkAbsent(card[QLatin1String(field)].toString());
    record.checkAbsent(QStringLiteral("19900101"));
    record.checkForm();
    CHECK(record.lines().join(u'\n').contains(QStringLiteral("> 00 b2 ")));
    CHECK(record.lines().join(u'\n').contains(QStringLiteral("< 90 00 +")));
}
