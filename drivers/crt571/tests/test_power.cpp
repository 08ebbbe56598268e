#include "crt571_fixture.h"

using namespace kiosk;

namespace
{

const QJsonObject keep{{QStringLiteral("card_inside_at_start"), QStringLiteral("keep")}};

QString atStart(Crt571Fixture &crt)
{
    return crt.status()[u"card_at_start"].toString();
}

} // namespace

TEST_CASE("a card that a power cut left inside is found at start and retained")
{
    const bool atGate = GENERATE(false, true);
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    CHECK(atStart(crt) == u"none");
    REQUIRE(crt.outcome("dispense") == u"ok");
    if (atGate)
        REQUIRE(crt.outcome("present") == u"ok");
    crt.act("power-off");
    crt.act("power-on");
    crt.restartDriver();
    crt.stages.clear();
    REQUIRE(crt.open() == u"ok");
    CHECK(crt.stages == QStringList{QStringLiteral("cardFoundInside"), QStringLiteral("cardRetained")});
    CHECK(crt.machine()[u"bin"].toArray() == QJsonArray{1});
    CHECK(atStart(crt) == u"retained");
    CHECK(crt.status()[u"units"][u"bin"][u"count"].toInt() == 1);
    // Told until the next card, also after the line was opened again.
    crt.device().close();
    CHECK(atStart(crt) == u"retained");
    REQUIRE(crt.outcome("dispense") == u"ok");
    CHECK(atStart(crt) == u"none");
}

TEST_CASE("a card that was left inside stays where it is if that is wanted")
{
    Crt571Fixture crt(keep);
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.act("power-off");
    crt.act("power-on");
    crt.restartDriver();
    CHECK(atStart(crt) == u"kept");
    CHECK(crt.place() == u"chip");
    CHECK(crt.outcome("present") == u"ok");
}

TEST_CASE("a card that was left inside stays where it is if the bin is full or it is stuck")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.restartDriver();
    crt.fault("error:40", "to-bin");
    REQUIRE(crt.open() == u"ok");
    const QJsonObject status = crt.status();
    CHECK(status[u"card_at_start"].toString() == u"kept");
    CHECK(status[u"device"].toString() == u"hardwareError");
    CHECK(status[u"media"].toString() == u"jammed");
    CHECK(status[u"error"].toString() == u"mediaJammed");
    CHECK(crt.run("reset")->fields[u"outcome"].toString() == u"retained");
    CHECK(crt.status()[u"device"].toString() == u"online");
}

TEST_CASE("power that goes and comes while nobody asks is found by the next look")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.act("power-off");
    CHECK(crt.status()[u"device"].toString() == u"offline");
    crt.act("power-on");
    CHECK(atStart(crt) == u"retained");
    // It is not the citizen's any more.
    CHECK(crt.outcome("awaitTaken") == u"sequenceError");
    CHECK(crt.machine()[u"outside"].toArray().isEmpty());
}

TEST_CASE("a card taken in the dark is taken")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.act("power-off");
    crt.act("take");
    crt.act("power-on");
    CHECK(atStart(crt) == u"none");
    const auto result = crt.run("awaitTaken");
    REQUIRE(result);
    CHECK(result->fields[u"outcome"].toString() == u"taken");
}

TEST_CASE("power that goes during a movement leaves its outcome unknown, and the card is found after it")
{
    const char *fault = GENERATE("power-cut", "dark");
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault(fault, "to-chip");
    CHECK(crt.outcome("dispense", {}, 2s) == u"outcomeUnknown");
    crt.act("power-on");
    const bool moved = QByteArray(fault) == "power-cut";
    CHECK(atStart(crt) == (moved ? u"retained" : u"none"));
    CHECK(crt.moves() == (moved ? 2 : 0));
    CHECK(crt.outcome("dispense") == u"ok");
}

TEST_CASE("the look for a card at start is given up half way and ends with the next one")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.restartDriver();
    crt.fault("silent", "to-bin");
    crt.fault("deaf", "status", 0);
    // A status that is not answered: it fails before anything moves.
    CHECK(crt.open(1s) == u"timeOut");
    crt.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    crt.fault("power-cut", "to-bin");
    CHECK(crt.open(1500ms) == u"timeOut");
    crt.act("power-on");
    REQUIRE(crt.open() == u"ok");
    CHECK(atStart(crt) == u"retained");
    CHECK(crt.status()[u"units"][u"bin"][u"count"].toInt() == 1);
    CHECK(crt.machine()[u"bin"].toArray() == QJsonArray{1});
}
