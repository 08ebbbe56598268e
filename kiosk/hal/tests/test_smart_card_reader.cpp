#include <kiosk/hal/smart_card_reader.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// Answers each command with 9000 and remembers it.
class FakeReader final : public SmartCardReader
{
public:
    Status open(OperationContext &) override { return {}; }
    void close() override {}
    Result<QJsonObject> status(OperationContext &) override { return QJsonObject{}; }

    QList<QByteArray> sent;
    SocialSecurityCard card;

protected:
    Result<SocialSecurityCard> readSocialSecurityCard(OperationContext &) override { return card; }
    Result<QByteArray> chipPower(ChipAction action, OperationContext &) override
    {
        return action == ChipAction::Warm ? QByteArray("\x3B\x00", 2) : QByteArray("\x3B\x65", 2);
    }
    Result<QByteArray> chipIo(const QByteArray &apdu, OperationContext &) override
    {
        sent.append(apdu);
        return QByteArray("\x90\x00", 2);
    }
    Status awaitRemoval(OperationContext &) override { return {}; }
    Result<bool> detect(OperationContext &) override { return true; }
    Status reset(OperationContext &) override { return {}; }
};

std::string outcome(FakeReader &reader, QStringView operation, const QJsonObject &fields,
                    QStringView key = {})
{
    OperationContext context{Deadline::in(1s), {}};
    const auto result = reader.execute(operation, {fields, {}}, context);
    return (result ? result->fields[key].toString() : result.error().code.name().toString()).toStdString();
}

std::string answer(FakeReader &reader, const char *apdu)
{
    return outcome(reader, u"chipIo", {{QStringLiteral("apdu"), QLatin1String(apdu)}}, u"response");
}

} // namespace

TEST_CASE("a raw command is hexadecimal and at least a header")
{
    FakeReader reader;
    CHECK(answer(reader, "00A40400") == "9000");
    CHECK(answer(reader, "00b2010400") == "9000");
    CHECK(reader.sent.size() == 2);
    for (const char *wrong : {"", "00", "00A404", "00A4040", "00A4040G", "00 A4 04 00"})
        CHECK(answer(reader, wrong) == "invalidData");
    CHECK(outcome(reader, u"chipIo", {{QStringLiteral("apdu"), 4}}) == "invalidData");
    CHECK(reader.sent.size() == 2);
}

TEST_CASE("no command reaches the card that could try a PIN, in whatever class or form")
{
    FakeReader reader;
    for (const char *refused :
         {"0020008106123456", "8020008106123456", "0C200000", "00210000", "00240000", "00250000", "00260000",
          "00270000", "00280000", "00290000", "002C0000", "002D0000", "00C20000050020008100", "00C30000",
          "FF0000000500200081 00", "FF00000005D44A010000", "FF820000"}) {
        INFO(refused);
        CHECK_FALSE(answer(reader, QByteArray(refused).replace(' ', "").constData()) == "9000");
    }
    CHECK(reader.sent.isEmpty());
    CHECK(answer(reader, "0020008106123456") == "authorisationRequired");
    CHECK(answer(reader, "FFCA000000") == "9000"); // the UID of a contactless card
    CHECK(answer(reader, "0022000000") == "9000");
    CHECK(answer(reader, "00C0000010") == "9000");
}

TEST_CASE("chip power takes its three words")
{
    FakeReader reader;
    const auto power = [&](const char *action, QStringView key) {
        return outcome(reader, u"chipPower", {{QStringLiteral("action"), QLatin1String(action)}}, key);
    };
    CHECK(power("cold", u"atr") == "3b65");
    CHECK(power("warm", u"atr") == "3b00");
    CHECK(power("off", u"atr").empty());
    CHECK(power("hot", u"atr") == "invalidData");
    CHECK(outcome(reader, u"chipPower", {}, u"atr") == "3b65"); // cold
    CHECK(outcome(reader, u"dance", {}) == "unsupportedCommand");
}

TEST_CASE("what a card does not tell is null, and what it keeps is named")
{
    SocialSecurityCard card;
    card.cardId = QByteArray::fromHex("330300");
    card.version = QStringLiteral("3.00");
    card.issued = QDate(2022, 3, 1);
    QJsonObject json = card.toJson();
    CHECK(json[u"card_id"].toString() == u"330300");
    CHECK(json[u"issued"].toString() == u"2022-03-01");
    CHECK(json[u"expires"].isNull());
    CHECK(json[u"name"].isNull());
    CHECK(json[u"withheld"].toArray().isEmpty());
    CHECK(json[u"withheld_reason"].isNull());
    card.withheld = QStringList{QStringLiteral("name")};
    json = card.toJson();
    CHECK(json[u"withheld"].toArray() == QJsonArray{QStringLiteral("name")});
    CHECK(json[u"withheld_reason"].toString() == u"securityModuleNeeded");
}
