#include "crt571_fixture.h"

#include <kiosk/hal/tests/traffic_record.h>

using namespace kiosk;

namespace
{

const QJsonObject selectCard{
    {QStringLiteral("apdu"), QStringLiteral("00a404000f7378312e73682ec9e7bbe1b1a3d5cf")}};
const QJsonObject readNumber{{QStringLiteral("apdu"), QStringLiteral("00b0000000")}};

QJsonObject with(const char *field, const char *value)
{
    return {{QLatin1String(field), QLatin1String(value)}};
}

} // namespace

TEST_CASE("a card comes out of the stack, its chip is read, and the citizen takes it")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(crt.place() == u"chip");
    const auto power = crt.run("chipPower", with("action", "cold"));
    REQUIRE(power);
    CHECK(power->fields[u"atr"].toString() == u"3b020001");
    REQUIRE(crt.run("chipIo", selectCard));
    const auto number = crt.run("chipIo", readNumber);
    REQUIRE(number);
    CHECK(QByteArray::fromHex(number->fields[u"response"].toString().toLatin1()) ==
          QByteArray("SAMPLE-1\x90\x00", 10));
    CHECK(crt.machine()[u"chip"].toBool());

    // The contacts let it go first, else the device refuses with 05.
    const auto presented = crt.run("present");
    REQUIRE(presented);
    CHECK(presented->fields[u"position"].toString() == u"exit");
    CHECK(crt.place() == u"gate");
    crt.whenTold = [&](const QString &stage) {
        if (stage == u"takeCard")
            crt.act("take");
    };
    const auto taken = crt.run("awaitTaken");
    REQUIRE(taken);
    CHECK(taken->fields[u"outcome"].toString() == u"taken");
    CHECK(crt.stages == QStringList{QStringLiteral("cardDispensed"), QStringLiteral("takeCard"),
                                    QStringLiteral("cardTaken")});
    CHECK(crt.machine()[u"outside"].toArray() == QJsonArray{1});
    CHECK(crt.machine()[u"stack"].toInt() == 49);
}

TEST_CASE("a chip is warm reset, powered off, and refused where no card is")
{
    Crt571Fixture crt;
    CHECK(crt.outcome("chipPower", with("action", "cold")) == u"sequenceError");
    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(crt.outcome("chipIo", selectCard) == u"atrNotObtained");
    CHECK(crt.outcome("chipPower", with("action", "warm")) == u"atrNotObtained");
    REQUIRE(crt.outcome("chipPower", with("action", "cold")) == u"ok");
    REQUIRE(crt.run("chipIo", selectCard));
    CHECK(crt.outcome("chipPower", with("action", "warm")) == u"ok");
    // Nothing is selected after it.
    CHECK(crt.run("chipIo", readNumber)->fields[u"response"].toString() == u"6985");
    const auto off = crt.run("chipPower", with("action", "off"));
    REQUIRE(off);
    CHECK(off->fields.isEmpty());
    CHECK_FALSE(crt.machine()[u"chip"].toBool());
}

TEST_CASE("a card that is not taken goes to the bin, is counted, and the call ends in its time")
{
    Crt571Fixture crt;
    for (int round = 1; round <= 2; ++round) {
        REQUIRE(crt.outcome("dispense") == u"ok");
        REQUIRE(crt.outcome("present") == u"ok");
        const auto begin = std::chrono::steady_clock::now();
        CHECK(crt.outcome("awaitTaken", {}, 2s) == u"mediaRetained");
        CHECK(std::chrono::steady_clock::now() - begin < 2s);
        CHECK(crt.stages.endsWith(QStringLiteral("cardRetained")));
        CHECK(crt.machine()[u"bin"].toArray().size() == round);
        CHECK(crt.status()[u"units"][u"bin"][u"count"].toInt() == round);
    }
    CHECK(crt.machine()[u"outside"].toArray().isEmpty());
}

TEST_CASE("a card that was taken before anybody looked is taken, not retained")
{
    Crt571Fixture crt;
    const char *operation = GENERATE("awaitTaken", "retain");
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.act("take");
    const auto result = crt.run(operation);
    REQUIRE(result);
    CHECK(result->fields[u"outcome"].toString() == u"taken");
    // It is told once: nothing was presented since.
    CHECK(crt.outcome(operation) == u"sequenceError");
}

TEST_CASE("nothing moves with the stack empty, the bin full, or a card inside or not")
{
    Crt571Fixture crt(
        {}, {QStringLiteral("--cards"), QStringLiteral("3"), QStringLiteral("--bin"), QStringLiteral("1")});
    CHECK(crt.status()[u"units"][u"stack"][u"replenishment"].toString() == u"low");
    for (const char *operation : {"present", "retain", "awaitTaken"})
        CHECK(crt.outcome(operation) == u"sequenceError");
    CHECK(crt.moves() == 0);

    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(crt.outcome("dispense") == u"sequenceError");
    CHECK(crt.outcome("awaitTaken") == u"sequenceError");
    REQUIRE(crt.outcome("retain") == u"ok");
    CHECK(crt.status()[u"units"][u"bin"][u"replenishment"].toString() == u"full");
    CHECK(crt.outcome("dispense") == u"retainBinFull");
    CHECK(crt.moves() == 2);
    crt.act("empty-bin");
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("retain") == u"ok");
    crt.act("empty-bin");
    crt.act("empty");
    CHECK(crt.outcome("dispense") == u"cardUnitEmpty");
    CHECK(crt.moves() == 4);
    CHECK(crt.status()[u"units"][u"stack"][u"replenishment"].toString() == u"empty");
}

TEST_CASE("a card at the gate stays there when the bin is full")
{
    Crt571Fixture crt({}, {QStringLiteral("--bin"), QStringLiteral("0")});
    CHECK(crt.outcome("dispense") == u"retainBinFull");
    crt.act("fill");
    Crt571Fixture other({}, {QStringLiteral("--bin"), QStringLiteral("1")});
    REQUIRE(other.outcome("dispense") == u"ok");
    REQUIRE(other.outcome("present") == u"ok");
    other.fault("error:A1", "to-bin");
    CHECK(other.outcome("awaitTaken", {}, 1s) == u"retainBinFull");
    CHECK(other.place() == u"gate");
}

TEST_CASE("reset puts a card where it is told")
{
    Crt571Fixture crt;
    REQUIRE(crt.run("reset")->fields[u"outcome"].toString() == u"none");
    const std::pair<const char *, const char *> cases[] = {
        {"currentPosition", "kept"}, {"exit", "presented"}, {"auto", "retained"}, {"retain", "none"}};
    REQUIRE(crt.outcome("dispense") == u"ok");
    for (const auto &[to, outcome] : cases) {
        INFO(to);
        const auto result = crt.run("reset", with("to", to));
        REQUIRE(result);
        CHECK(result->fields[u"outcome"].toString() == QLatin1String(outcome));
    }
    CHECK(crt.machine()[u"bin"].toArray() == QJsonArray{1});
    CHECK(crt.moves() == 3);
}

TEST_CASE("arguments are checked before anything happens")
{
    Crt571Fixture crt;
    CHECK(crt.outcome("dance") == u"unsupportedCommand");
    CHECK(crt.outcome("dispense", with("unit", "left")) == u"invalidData");
    CHECK(crt.outcome("reset", {{QStringLiteral("to"), 1}}) == u"invalidData");
    CHECK(crt.outcome("reset", with("to", "moon")) == u"invalidData");
    CHECK(crt.outcome("chipPower", with("action", "hot")) == u"invalidData");
    for (const char *apdu : {"", "00", "zz000000", "00a4040", "00 a4 04 00"})
        CHECK(crt.outcome("chipIo", with("apdu", apdu)) == u"invalidData");
    CHECK(crt.outcome("chipIo", {{QStringLiteral("apdu"), QString(600, u'0')}}) == u"invalidData");
    CHECK(crt.moves() == 0);
}

TEST_CASE("a device without contacts dispenses to the antenna")
{
    Crt571Fixture crt(with("chip_position", "contactless"));
    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(crt.place() == u"chip");
    CHECK(crt.outcome("chipPower") == u"unsupportedCommand");
    CHECK(crt.outcome("chipIo", selectCard) == u"unsupportedCommand");
}

TEST_CASE("the record of an issue has commands and states, and nothing of the chip")
{
    Crt571Fixture crt;
    const test::TrafficRecord record(QStringLiteral("crt571"));
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.run("chipPower", with("action", "cold")));
    REQUIRE(crt.run("chipIo", selectCard));
    REQUIRE(crt.run("chipIo", readNumber));
    record.checkAbsent(QStringLiteral("SAMPLE-1"));
    record.checkForm();
}
