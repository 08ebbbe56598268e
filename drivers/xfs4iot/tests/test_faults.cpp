// What services do wrong.
#include "service_fixture.h"

#include <thread>

using namespace kiosk;
using namespace kiosk::xfs4iot;

namespace
{

const QString wangsCode = QStringLiteral("4249900001990010100179900000000");
const QJsonObject ticket{{QStringLiteral("title"), QStringLiteral("case 1")}};
const char *const printCommand = "Printer.PrintNative";

} // namespace

TEST_CASE("a reading survives what does not concern it")
{
    ServiceFixture services("code-scanner");
    for (const char *name : {"duplicate", "stranger", "contradict", "slow"}) {
        INFO(name);
        services.fault(name);
        services.show(wangsCode);
        CHECK(services.outcome("read") == u"ok");
        CHECK(services.result.fields[u"text"].toString() == wangsCode);
        CHECK(services.status()[u"device"].toString() == u"online"); // asked, and not what a delta said
    }
}

TEST_CASE("a service that breaks its word is told, and the next reading works")
{
    ServiceFixture services("code-scanner", {});
    services.use("code-scanner", {{QStringLiteral("acknowledge_ms"), 300}});
    const std::pair<const char *, const char *> faults[] = {
        {"garbage", "protocolError"},    {"deep", "protocolError"}, {"binary", "protocolError"},
        {"wrong-name", "protocolError"}, {"drop", "noDevice"},      {"no-acknowledge", "timeOut"},
        {"refuse", "deviceBusy"},        {"error", "hardwareError"}};
    for (const auto &[name, expected] : faults) {
        INFO(name);
        services.fault(name);
        services.show(wangsCode);
        CHECK(services.outcome("read") == QLatin1String(expected));
        CHECK_FALSE(services.detail.contains(wangsCode));
        services.show(wangsCode);
        CHECK(services.outcome("read") == u"ok");
    }
}

TEST_CASE("what happens to a service in its own questions is told as the device's state")
{
    ServiceFixture services("code-scanner");
    services.use("code-scanner", {{QStringLiteral("answer_ms"), 300}});
    REQUIRE(services.open() == u"ok");
    const std::pair<const char *, const char *> faults[] = {{"garbage", "hardwareError"},
                                                            {"drop", "noDevice"},
                                                            {"no-acknowledge", "offline"},
                                                            {"refuse", "deviceBusy"}};
    for (const auto &[name, expected] : faults) {
        INFO(name);
        services.fault(name, "Common.Status");
        CHECK(services.status()[u"device"].toString() == QLatin1String(expected));
        CHECK(services.status()[u"device"].toString() == u"online");
    }
}

TEST_CASE("a cancel reaches the service within 100 ms, and its late answer reaches nobody")
{
    ServiceFixture services("code-scanner");
    services.atStage = [&](const QString &) { services.cancelNow(); };
    CHECK(services.outcome("read") == u"canceled");
    CHECK(services.sinceCancel.elapsed() < late.count());
    services.cancel = {};
    services.atStage = {};
    CHECK(services.status()[u"device"].toString() == u"online");
    CHECK(services.count("Common.Cancel") <= 1); // none where nothing was sent yet

    // While the service reads.
    std::thread hand([&] {
        while (services.state()[u"waiting"].toInt() == 0)
            std::this_thread::yield();
        services.cancelNow();
    });
    CHECK(services.outcome("read") == u"canceled");
    CHECK(services.sinceCancel.elapsed() < late.count());
    hand.join();
    CHECK(services.state()[u"waiting"].toInt() == 0);
    services.cancel = {};

    // One that hears no cancel: its answer comes while the next reading waits, and is not the next's.
    services.fault("late", "", 600);
    services.show(QStringLiteral("stale"));
    CHECK(services.outcome("read", {}, {}, 200ms) == u"noBarcode");
    services.show(wangsCode);
    CHECK(services.outcome("read") == u"ok");
    CHECK(services.result.fields[u"text"].toString() == wangsCode);
    CHECK(services.outcome("read", {}, {}, 800ms) == u"noBarcode");
}

TEST_CASE("a device that its service says is gone ends a wait, and a word that is not true does not last")
{
    ServiceFixture services("code-scanner");
    services.atStage = [&](const QString &) {
        services.set("barcode", "common.device", QStringLiteral("deviceBusy")); // as it is while it works
        services.set("barcode", "common.device", QStringLiteral("online"));
    };
    CHECK(services.outcome("read", {}, {}, 1s) == u"noBarcode");
    services.atStage = {};
    std::thread hand([&] {
        while (services.state()[u"waiting"].toInt() == 0)
            std::this_thread::yield();
        services.set("barcode", "common.device", QStringLiteral("powerOff"));
    });
    QElapsedTimer timer;
    timer.start();
    CHECK(services.outcome("read", {}, {}, 8s) == u"noDevice");
    CHECK(timer.elapsed() < 4000 * test::slowness);
    hand.join();
    CHECK(services.state()[u"waiting"].toInt() == 0);
    services.set("barcode", "common.device", QStringLiteral("online"));
    services.show(wangsCode);
    CHECK(services.outcome("read") == u"ok");
}

TEST_CASE("a service that floods who does not ask is left, and found again")
{
    ServiceFixture services("code-scanner");
    REQUIRE(services.open() == u"ok");
    const int before = services.state()[u"connections"].toInt();
    const Deadline deadline = Deadline::in(20s);
    while (services.state()[u"clients"].toInt() > 0 && !deadline.passed())
        services.set("barcode", "common.device", QStringLiteral("online"));
    (void)services.status(); // the loss may be told now
    CHECK(services.status()[u"device"].toString() == u"online");
    CHECK(services.state()[u"connections"].toInt() > before);
}

TEST_CASE("a service whose queue stands still is left, so that it is emptied")
{
    ServiceFixture services("code-scanner");
    REQUIRE(services.open() == u"ok");
    const int before = services.state()[u"connections"].toInt();
    services.fault("late", "", 20000, 2);
    CHECK(services.outcome("read", {}, {}, 200ms) == u"noBarcode");
    CHECK(services.state()[u"connections"].toInt() == before);
    CHECK(services.outcome("read", {}, {}, 200ms) == u"noBarcode");
    services.show(wangsCode);
    CHECK(services.outcome("read") == u"ok");
    CHECK(services.state()[u"connections"].toInt() > before);
    CHECK(services.state()[u"waiting"].toInt() == 0);
}

TEST_CASE("a print of which nobody heard the end has an unknown outcome, and is not sent again")
{
    ServiceFixture services("document-printer");
    services.use("document-printer",
                 {{QStringLiteral("acknowledge_ms"), 300}, {QStringLiteral("settle_ms"), 400}});
    int sent = 0;
    for (const char *name : {"drop", "garbage", "no-acknowledge", "wrong-name"}) {
        INFO(name);
        services.fault(name, printCommand);
        CHECK(services.outcome("print", ticket, {onePage()}) == u"outcomeUnknown");
        CHECK(services.count(printCommand) == ++sent);
    }
    // What a service says before it begins is certain.
    services.fault("refuse", printCommand);
    CHECK(services.outcome("print", ticket, {onePage()}) == u"deviceBusy");
    CHECK(services.count(printCommand) == ++sent);
    services.act("down");
    CHECK(services.outcome("print", ticket, {onePage()}, 2s) == u"noDevice");
    services.act("up");
    CHECK(services.outcome("print", ticket, {onePage()}) == u"ok");
    CHECK(services.count(printCommand) == ++sent);
}

TEST_CASE("a print that is cancelled, or too slow, is waited for until its end is known")
{
    ServiceFixture services("document-printer");
    services.use("document-printer", {{QStringLiteral("settle_ms"), 1500}});
    const auto cancelWhenSent = [&](int sent) {
        return std::thread([&services, sent] {
            while (services.state()[u"printed"].toArray().size() < sent)
                std::this_thread::yield();
            services.cancelNow();
        });
    };
    services.fault("late", printCommand, 500); // hears no cancel: it prints
    auto hand = cancelWhenSent(1);
    CHECK(services.outcome("print", ticket, {onePage()}, 10s) == u"ok");
    hand.join();
    services.cancel = {};

    services.act("hang"); // ends at the cancel: nobody knows how far it was
    hand = cancelWhenSent(2);
    CHECK(services.outcome("print", ticket, {onePage()}, 10s) == u"outcomeUnknown");
    hand.join();
    services.cancel = {};

    QElapsedTimer timer;
    timer.start();
    CHECK(services.outcome("print", ticket, {onePage()}, 1s) == u"outcomeUnknown");
    CHECK(timer.elapsed() < (1s + late).count());
    CHECK(services.outcome("reset") == u"ok");
    CHECK(services.outcome("print", ticket, {onePage()}) == u"ok");
    CHECK(services.state()[u"printed"].toArray().size() == 4);
}

TEST_CASE("a chip, a camera whose service fails is told, and is well again")
{
    ServiceFixture services("camera");
    for (const char *name : {"garbage", "drop"}) {
        services.fault(name);
        CHECK(services.outcome("takePicture") != u"ok");
        CHECK(services.outcome("takePicture") == u"ok");
    }
    services.use("smart-card-reader");
    services.tell(
        {{QStringLiteral("do"), QStringLiteral("insert")},
         {QStringLiteral("answers"), QJsonObject{{QStringLiteral("00b0000000"), QStringLiteral("9000")}}}});
    const QJsonObject apdu{{QStringLiteral("apdu"), QStringLiteral("00b0000000")}};
    REQUIRE(services.outcome("chipIo", apdu) == u"ok");
    services.tell({{QStringLiteral("do"), QStringLiteral("fault")},
                   {QStringLiteral("name"), QStringLiteral("error")},
                   {QStringLiteral("command"), QStringLiteral("CardReader.ChipIO")},
                   {QStringLiteral("completionCode"), QStringLiteral("commandErrorCode")},
                   {QStringLiteral("errorCode"), QStringLiteral("invalidData")}});
    CHECK(services.outcome("chipIo", apdu) == u"readFailed");
    services.fault("drop", "CardReader.ChipIO");
    CHECK(services.outcome("chipIo", apdu) == u"noDevice");
    CHECK(services.outcome("chipIo", apdu) == u"ok"); // switched on again
    CHECK(services.count("CardReader.ChipIO") == 4);  // nothing twice
}
