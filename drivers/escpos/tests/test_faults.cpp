// What can go wrong between the driver and the printer.
#include "escpos_fixture.h"

#include <chrono>

using namespace kiosk;

namespace
{

Milliseconds since(std::chrono::steady_clock::time_point start)
{
    return std::chrono::duration_cast<Milliseconds>(std::chrono::steady_clock::now() - start);
}

/// The contract says 100 ms; the rest is a busy machine's.
constexpr Milliseconds promptly{350};

} // namespace

TEST_CASE("a printer that is unplugged while it prints: no receipt, and it comes back")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.later(2, "unplug");
    CHECK(printer.outcome(linesOfText(8)) == u"noDevice");
    CHECK(printer.status()[u"device"].toString() == u"noDevice");
    CHECK(printer.outcome(linesOfText(1)) == u"noDevice");
    printer.act("plug");
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
    CHECK(printer.validReceipts() == 1);
    CHECK(printer.pieces().first().contains(QStringLiteral("作 废")));
}

TEST_CASE("unplugged in the last block, the outcome is unknown")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.act("slow", {{QStringLiteral("ms"), 50}});
    printer.later(3, "unplug");
    CHECK(printer.outcome(linesOfText(2)) == u"outcomeUnknown");
}

TEST_CASE("a printer that falls silent")
{
    const char *way = GENERATE("mute", "hang");
    INFO(way);
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    SECTION("while idle")
    {
        printer.act(way);
        CHECK(printer.status()[u"device"].toString() == u"offline");
        CHECK(printer.outcome(linesOfText(1)) == u"deviceNotReady");
    }
    SECTION("in the midst of a receipt, nothing valid is out")
    {
        printer.later(2, way);
        CHECK(printer.outcome(linesOfText(8), 4s) == u"deviceNotReady");
        CHECK(printer.validReceipts() == 0);
        printer.act("clear");
        CHECK(printer.status()[u"owed"].toString() == u"none");
    }
    SECTION("in the last block, nobody knows")
    {
        printer.later(4, way);
        CHECK(printer.outcome(linesOfText(3), 4s) == u"outcomeUnknown");
    }
}

TEST_CASE("a power cut in the midst of a receipt")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.later(2, "power-off");
    printer.whenTold = [&printer](const QString &stage) {
        if (stage == u"printerStopped")
            printer.act("power-on");
    };
    CHECK(printer.outcome(linesOfText(8)) == u"ok");
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("answers among noise are not believed, and asked for again")
{
    const char *confirmation = GENERATE("status", "process-id");
    EscposFixture printer({{{QStringLiteral("confirmation"), QLatin1String(confirmation)}}});
    REQUIRE(printer.open() == u"ok");
    SECTION("a status that is garbage twice")
    {
        printer.act("garbage", {{QStringLiteral("count"), 2}});
        CHECK(printer.status()[u"device"].toString() == u"online");
    }
    SECTION("noise with each of the next answers")
    {
        printer.act("noise", {{QStringLiteral("count"), 2}});
        CHECK(printer.outcome(linesOfText(8)) == u"ok");
        CHECK(printer.pieces().size() == 1);
    }
    SECTION("nothing but garbage")
    {
        printer.act("garbage", {{QStringLiteral("count"), 1000}});
        CHECK(printer.status()[u"device"].toString() == u"hardwareError");
        CHECK(printer.outcome(linesOfText(8)) == u"hardwareError");
        CHECK(printer.machine()[u"lines"].toInt() == 0);
        printer.device().close();
        CHECK(printer.open() == u"protocolError");
    }
}

TEST_CASE("late answers are waited for")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.act("late", {{QStringLiteral("ms"), 120}});
    CHECK(printer.outcome(linesOfText(8)) == u"ok");
    CHECK(printer.pieces().size() == 1);
}

TEST_CASE("a cancel ends a receipt at once, and what is out is marked")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    std::chrono::steady_clock::time_point canceled;
    const auto cancelNow = [&] {
        canceled = std::chrono::steady_clock::now();
        printer.cancel.cancel();
    };
    SECTION("while it prints")
    {
        printer.whenTold = [&](const QString &stage) {
            if (stage == u"blockPrinted")
                cancelNow();
        };
    }
    SECTION("while it waits for paper")
    {
        printer.later(3, "paper-out");
        printer.whenTold = [&](const QString &stage) {
            if (stage == u"printerStopped")
                cancelNow();
        };
    }
    CHECK(printer.outcome(linesOfText(20)) == u"canceled");
    CHECK(since(canceled) < promptly);
    printer.act("load");
    printer.cancel = {};
    CHECK(printer.status()[u"owed"].toString() == u"none");
    CHECK(printer.pieces().last().contains(QStringLiteral("作 废")));
    CHECK(printer.validReceipts() == 0);
}

TEST_CASE("a cancel in the last block waits for the truth")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.act("slow", {{QStringLiteral("ms"), 150}});
    int blocks = 0;
    printer.whenTold = [&](const QString &stage) {
        if (stage == u"blockPrinted" && ++blocks == 2)
            printer.cancel.cancel();
    };
    CHECK(printer.outcome(linesOfText(2)) == u"ok");
}

TEST_CASE("the deadline is kept")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.act("slow", {{QStringLiteral("ms"), 300}});
    const auto start = std::chrono::steady_clock::now();
    CHECK(printer.outcome(linesOfText(20), 700ms) == u"notPrinted");
    CHECK(since(start) < 700ms + promptly);
}

TEST_CASE("reset makes the printer forget")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    hal::OperationContext context{Deadline::in(5s), {}};
    CHECK(printer.device().execute(u"reset", {}, context));
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
}
