// Everything that goes wrong with a scanner, at its start, in the middle of a picture, and at rest.
#include "scanner_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QJsonArray>

using namespace kiosk;

namespace
{

constexpr qint64 atOnce = test::late.count();
const QJsonObject feeder{{QStringLiteral("source"), QStringLiteral("feeder")},
                         {QStringLiteral("resolution"), 75}};

} // namespace

TEST_CASE("what the scanner says is wrong is told in the vocabulary's words, and over when it is over")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    const auto [fault, error] = GENERATE(table<const char *, const char *>({{"jam", "mediaJammed"},
                                                                            {"io", "hardwareError"},
                                                                            {"busy", "deviceBusy"},
                                                                            {"memory", "notEnoughSpace"},
                                                                            {"half", "protocolError"},
                                                                            {"more", "protocolError"},
                                                                            {"nonsense", "protocolError"}}));
    INFO(fault);
    scanner.load(3);
    scanner.fault(fault, 2); // the second sheet; the first one is not handed out either
    CHECK(outcomeOf(scanner.scan(feeder)) == QLatin1String(error));
    scanner.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    scanner.load(1);
    CHECK(outcomeOf(scanner.scan(feeder)) == u"success");
}

TEST_CASE("an open cover is told by status and scan")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(1);
    scanner.tell({{QStringLiteral("do"), QStringLiteral("cover")}, {QStringLiteral("open"), true}});
    CHECK(scanner.status()[u"device"].toString() == u"userError");
    CHECK(scanner.status()[u"error"].toString() == u"coverOpen");
    CHECK(outcomeOf(scanner.scan(feeder)) == u"coverOpen");
    scanner.tell({{QStringLiteral("do"), QStringLiteral("cover")}, {QStringLiteral("open"), false}});
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(outcomeOf(scanner.scan(feeder)) == u"success");
}

TEST_CASE("a scanner that may not be opened says so")
{
    ScannerFixture scanner;
    scanner.fault("denied");
    CHECK(scanner.open() == u"authorisationRequired");
}

TEST_CASE("a scanner that is drawn is gone at once, and works again when it is back")
{
    ScannerFixture scanner;
    const bool slow = GENERATE(false, true);
    REQUIRE(scanner.open() == u"success");
    scanner.load(3);
    if (slow) { // in the middle of a picture
        scanner.fault("slow");
        ScanRun run(scanner, feeder);
        scanner.waitPieces(3);
        scanner.fault("unplug");
        CHECK(run.outcome() == u"noDevice");
    } else {
        scanner.fault("unplug");
        CHECK(scanner.status()[u"device"].toString() == u"noDevice");
        CHECK(outcomeOf(scanner.scan(feeder)) == u"noDevice");
    }
    CHECK(scanner.status()[u"error"].toString() == u"noDevice");
    scanner.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    scanner.load(1);
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(outcomeOf(scanner.scan(feeder)) == u"success");
}

TEST_CASE("a cancel ends a scan at once, wherever it hangs")
{
    const char *fault = GENERATE("hang-at-start", "hang", "slow", "empty");
    INFO(fault);
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(2);
    scanner.fault(fault);
    {
        ScanRun run(scanner, feeder);
        if (QLatin1String(fault) != u"hang-at-start")
            scanner.waitPieces(2);
        else
            while (scanner.state()[u"picture"].toInt() < 1) // each time the emulator is asked
                std::this_thread::yield();
        QElapsedTimer timer;
        timer.start();
        run.cancel();
        CHECK(run.outcome() == u"canceled");
        CHECK(timer.elapsed() < atOnce);
    }
    scanner.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    scanner.load(1);
    CHECK(outcomeOf(scanner.scan(feeder)) == u"success");
}

TEST_CASE("a scan ends at its deadline")
{
    const char *fault = GENERATE("hang", "deaf");
    INFO(fault);
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(1);
    scanner.fault(fault);
    QElapsedTimer timer;
    timer.start();
    CHECK(outcomeOf(scanner.scan(feeder, 600ms)) == u"timeOut");
    CHECK(timer.elapsed() < 600 + atOnce + 1000 * (QLatin1String(fault) == u"deaf")); // it also ends the scan
}

TEST_CASE("a library that does not hear a cancel is waited for no longer, and works when it is back")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(2);
    scanner.fault("deaf");
    {
        ScanRun run(scanner, feeder);
        scanner.waitPieces(2);
        QElapsedTimer timer;
        timer.start();
        run.cancel();
        CHECK(run.outcome() == u"canceled");
        CHECK(timer.elapsed() < atOnce);
    }
    CHECK(outcomeOf(scanner.scan(feeder)) == u"deviceBusy");
    CHECK(scanner.status()[u"device"].toString() == u"deviceBusy");
    scanner.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
    scanner.load(1);
    const Deadline deadline = Deadline::in(10s);
    while (scanner.status()[u"device"].toString() == u"deviceBusy")
        REQUIRE(!deadline.passed());
    CHECK(outcomeOf(scanner.scan(feeder)) == u"success");
}

TEST_CASE("reset opens it anew")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    const int opened = scanner.state()[u"opened"].toInt();
    hal::OperationContext context{Deadline::in(10s), {}};
    CHECK(outcomeOf(scanner.device().execute(u"reset", {}, context)) == u"success");
    CHECK(scanner.state()[u"opened"].toInt() == opened + 1);
}
