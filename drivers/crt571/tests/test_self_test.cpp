// A technician lets the dispenser show that it can do it: where the card is afterwards.
#include "crt571_fixture.h"

using namespace kiosk;

namespace
{

/// Its card is in the bin, none is inside and none outside.
void checkKept(const Crt571Fixture &crt)
{
    CHECK(crt.place() == u"none");
    CHECK(crt.machine()[u"stack"].toInt() == 49);
    CHECK(crt.machine()[u"bin"].toArray().size() == 1);
    CHECK(crt.machine()[u"outside"].toArray().isEmpty());
}

} // namespace

TEST_CASE("the card of a self-test goes to the gate and into the bin")
{
    Crt571Fixture crt;
    const auto result = crt.run("selfTest");
    REQUIRE(result);
    CHECK(result->fields[u"outcome"].toString() == u"retained");
    CHECK(result->fields[u"count"].toInt() == 1);
    CHECK(crt.stages == QStringList{QStringLiteral("cardDispensed"), QStringLiteral("cardAtExit"),
                                    QStringLiteral("cardRetained")});
    CHECK(crt.moves() == 3);
    checkKept(crt);
    // It was nobody's to take.
    CHECK(crt.outcome("retain") == u"sequenceError");
}

TEST_CASE("whoever cancels a self-test leaves no card inside and none at the gate")
{
    const QString stage = GENERATE(QStringLiteral("cardDispensed"), QStringLiteral("cardAtExit"));
    Crt571Fixture crt;
    crt.whenTold = [&](const QString &told) {
        if (told == stage)
            crt.cancel.cancel();
    };
    (void)crt.outcome("selfTest"); // canceled, or too late for that
    checkKept(crt);
}

TEST_CASE("what goes wrong on the way out is told, and the card is taken back")
{
    const auto [fault, error] =
        GENERATE(std::pair("deaf", u"timeOut"), std::pair("error:51", u"hardwareError"),
                 std::pair("checksum", u"ok"), std::pair("silent", u"ok"));
    INFO(fault);
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault(fault, "to-gate");
    CHECK(crt.outcome("selfTest") == error);
    checkKept(crt);
}

TEST_CASE("a card that a power cut kept from the bin goes there as soon as the power is back")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("power-cut", "to-gate");
    CHECK(crt.outcome("selfTest", {}, 3s) == u"outcomeUnknown");
    crt.act("power-on");
    CHECK(crt.status()[u"card_at_start"].toString() == u"retained");
    checkKept(crt);
}

TEST_CASE("a card that nobody knows of any more is told as that")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("by-hand", "to-gate");
    CHECK(crt.outcome("selfTest") == u"outcomeUnknown");
    CHECK(crt.machine()[u"bin"].toArray().isEmpty());
}

TEST_CASE("a card of a self-test that somebody takes is told as taken")
{
    Crt571Fixture crt;
    crt.whenTold = [&](const QString &told) {
        if (told == u"cardAtExit")
            crt.act("take");
    };
    const auto result = crt.run("selfTest");
    REQUIRE(result);
    CHECK(result->fields[u"outcome"].toString() == u"taken");
    CHECK(crt.moves() == 2);
}

TEST_CASE("a self-test begins with no card that could not be taken back, and with none inside")
{
    Crt571Fixture crt(
        {}, {QStringLiteral("--cards"), QStringLiteral("2"), QStringLiteral("--bin"), QStringLiteral("1")});
    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(crt.outcome("selfTest") == u"sequenceError");
    REQUIRE(crt.outcome("retain") == u"ok");
    CHECK(crt.outcome("selfTest") == u"retainBinFull");
    crt.act("empty-bin");
    crt.act("empty");
    CHECK(crt.outcome("selfTest") == u"cardUnitEmpty");
    CHECK(crt.moves() == 2);
}
