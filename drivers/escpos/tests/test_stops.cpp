// Paper, cover and cutter in the midst of a receipt: never two valid ones, never none claimed.
#include "escpos_fixture.h"

using namespace kiosk;

namespace
{

const QString end = QStringLiteral("—— 以下空白 ——"), continued = QStringLiteral("—— 接上段 ——"),
              voided = QStringLiteral("作 废"), cut = QStringLiteral("[cut partial]"),
              torn = QStringLiteral("[torn off]");

EscposFixture::Options rule(const char *name, const char *confirmation = "status",
                            const QStringList &arguments = {})
{
    return {{{QStringLiteral("after_stop"), QLatin1String(name)},
             {QStringLiteral("confirmation"), QLatin1String(confirmation)}},
            arguments};
}

/// Somebody comes and puts it right as soon as the driver has told that the printer stopped.
void repair(EscposFixture &printer, const char *what)
{
    printer.whenTold = [&printer, what](const QString &stage) {
        if (stage == u"printerStopped")
            printer.act(what);
    };
}

QString line(int number)
{
    return QStringLiteral("第%1行").arg(number);
}

} // namespace

TEST_CASE("after paper end, resume repeats the block that was cut short")
{
    const char *confirmation = GENERATE("status", "process-id");
    EscposFixture printer(rule("resume", confirmation));
    REQUIRE(printer.open() == u"ok");
    printer.later(8, "paper-out"); // in the second block, of the lines 7 to 12
    repair(printer, "load");
    const auto printed = printer.print(linesOfText(14));
    REQUIRE(printed);
    CHECK(printed->fields[u"stops"].toInt() == 1);
    CHECK(printer.stages.contains(QStringLiteral("printerReady")));
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].last() == torn);
    CHECK(pieces[0].size() == 9);
    CHECK(pieces[1] == QStringList{continued, line(7), line(8), line(9), line(10), line(11), line(12),
                                   line(13), line(14), end, cut});
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("after paper end, void marks what is out and begins anew")
{
    const char *confirmation = GENERATE("status", "process-id");
    EscposFixture printer(rule("void", confirmation));
    REQUIRE(printer.open() == u"ok");
    printer.later(8, "paper-out");
    repair(printer, "load");
    REQUIRE(printer.outcome(linesOfText(8)) == u"ok");
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 3);
    CHECK(pieces[0].last() == torn);
    CHECK(!pieces[0].contains(end));
    CHECK(pieces[1].first() == voided);
    CHECK(pieces[2].first() == line(1));
    CHECK(pieces[2].size() == 10);
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("paper that ends with the last line is resumed by either rule: nothing is left to be void")
{
    const char *name = GENERATE("resume", "void");
    EscposFixture printer(rule(name));
    REQUIRE(printer.open() == u"ok");
    printer.later(4, "paper-out"); // three lines and the end line; the cut is missing
    repair(printer, "load");
    REQUIRE(printer.outcome(linesOfText(3)) == u"ok");
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0] == QStringList{line(1), line(2), line(3), end, torn});
    // Nobody can take the rest for a receipt.
    CHECK(pieces[1] == QStringList{continued, end, cut});
}

TEST_CASE("a printer that cannot forget prints its rest by itself, and still no receipt is valid twice")
{
    const char *name = GENERATE("resume", "void");
    const char *confirmation = GENERATE("status", "process-id");
    EscposFixture printer(rule(name, confirmation, {QStringLiteral("--keeps-buffer")}));
    REQUIRE(printer.open() == u"ok");
    printer.later(2, "paper-out");
    repair(printer, "load");
    REQUIRE(printer.outcome(linesOfText(10)) == u"ok");
    CHECK(printer.validReceipts() == 1);
    const QStringList last = printer.pieces().last();
    for (int i = 7; i <= 10; ++i)
        CHECK(last.contains(line(i)));
}

TEST_CASE("paper that ends again and again")
{
    EscposFixture printer(rule("void"));
    REQUIRE(printer.open() == u"ok");
    printer.later(2, "paper-out");
    printer.later(4, "paper-out"); // within 作废
    printer.later(9, "paper-out");
    repair(printer, "load");
    REQUIRE(printer.outcome(linesOfText(8)) == u"ok");
    CHECK(printer.validReceipts() == 1);
}

TEST_CASE("nobody brings paper: no receipt, and what is out is marked before anything else")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.later(3, "paper-out");
    CHECK(printer.outcome(linesOfText(8), 1500ms) == u"paperOut");
    CHECK(printer.validReceipts() == 0);
    CHECK(printer.status()[u"owed"].toString() == u"void");
    CHECK(printer.status()[u"paper"][u"upper"].toString() == u"out");
    CHECK(printer.outcome(linesOfText(1)) == u"paperOut"); // and waits for nobody
    printer.act("load");
    SECTION("when its state is asked for")
    {
        CHECK(printer.status()[u"owed"].toString() == u"none");
        CHECK(printer.pieces().last().first() == voided);
    }
    SECTION("by the next receipt")
    {
        CHECK(printer.outcome(linesOfText(1)) == u"ok");
        const auto pieces = printer.pieces();
        CHECK(pieces[pieces.size() - 2].first() == voided);
        CHECK(pieces.last().first() == line(1));
    }
}

TEST_CASE("nobody brings paper for the last block: only then nobody knows")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.later(4, "paper-out");
    CHECK(printer.outcome(linesOfText(3), 1500ms) == u"outcomeUnknown");
    printer.act("load");
    CHECK(printer.status()[u"owed"].toString() == u"none"); // cut off, and not marked: it may be valid
    CHECK(printer.pieces().last() == QStringList{cut});
}

TEST_CASE("cover, button and errors stop a receipt likewise")
{
    struct Case {
        const char *stop, *repair, *error;
    };
    const Case one = GENERATE(values<Case>({{"open", "close", "coverOpen"},
                                            {"offline", "online", "deviceNotReady"},
                                            {"recoverable", "repair", "deviceNotReady"}}));
    INFO(one.stop);
    EscposFixture printer(rule("resume"));
    REQUIRE(printer.open() == u"ok");
    printer.later(2, one.stop);
    SECTION("repaired")
    {
        repair(printer, one.repair);
        CHECK(printer.outcome(linesOfText(8)) == u"ok");
        CHECK(printer.validReceipts() == 1);
        const QStringList piece = printer.pieces()[0];
        CHECK(piece.contains(continued));
    }
    SECTION("not repaired")
    {
        if (QLatin1String(one.stop) != QLatin1String("recoverable")) {
            CHECK(printer.outcome(linesOfText(8), 1500ms) == QLatin1String(one.error));
            CHECK(printer.validReceipts() == 0);
        }
    }
}

TEST_CASE("a cutter that sticks: the receipt is out and not cut")
{
    EscposFixture printer(rule("void"));
    REQUIRE(printer.open() == u"ok");
    printer.act("jam-cutter");
    SECTION("repaired, the end is repeated and cut")
    {
        repair(printer, "unjam");
        CHECK(printer.outcome(linesOfText(2)) == u"ok");
        const auto pieces = printer.pieces();
        REQUIRE(pieces.size() == 1);
        CHECK(pieces[0] == QStringList{line(1), line(2), end, continued, end, cut});
    }
    SECTION("not repaired, staff must look")
    {
        CHECK(printer.outcome(linesOfText(2), 3s) == u"outcomeUnknown");
        const QJsonObject state = printer.status();
        CHECK(state[u"cutter"].toString() == u"jammed");
        CHECK(state[u"owed"].toString() == u"cut");
    }
}

TEST_CASE("an error that nobody can put right is not waited for")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.later(2, "break");
    CHECK(printer.outcome(linesOfText(8)) == u"hardwareError");
    CHECK(!printer.stages.contains(QStringLiteral("printerStopped")));
    CHECK(printer.validReceipts() == 0);
}

TEST_CASE("near end is told and stops nothing")
{
    const char *confirmation = GENERATE("status", "process-id");
    EscposFixture printer(rule("void", confirmation));
    REQUIRE(printer.open() == u"ok");
    printer.act("near-end");
    CHECK(printer.status()[u"paper"][u"upper"].toString() == u"low");
    CHECK(printer.status()[u"device"].toString() == u"online");
    CHECK(printer.outcome(linesOfText(2)) == u"ok");
}
