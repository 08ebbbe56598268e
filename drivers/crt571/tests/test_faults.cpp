#include "crt571_fixture.h"
#include "error_table.h"

#include <kiosk/core/sealed_memory.h>
#include <kiosk/core/tests/late.h>

#include <atomic>
#include <cstdlib>
#include <fcntl.h>
#include <thread>
#include <unistd.h>

using namespace kiosk;
using test::late;

namespace
{

using Steady = std::chrono::steady_clock;

const QJsonObject selectCard{
    {QStringLiteral("apdu"), QStringLiteral("00a4040007") + QStringLiteral("7378312e73682e")}};
const QJsonObject writeCard{{QStringLiteral("apdu"), QStringLiteral("00d60000024142")}};

void clear(const Crt571Fixture &crt)
{
    crt.tell({{QStringLiteral("do"), QStringLiteral("clear")}});
}

} // namespace

TEST_CASE("what the line does to one answer does not move a card twice")
{
    const char *fault = GENERATE("checksum", "length-huge", "truncated", "noise", "split", "twice", "silent",
                                 "nak", "no-acknowledge", "wrong-address");
    Crt571Fixture crt;
    int moves = 0;
    REQUIRE(crt.open() == u"ok");
    for (const char *command : {"status", "to-chip"}) {
        INFO(fault << " in the answer to " << command);
        crt.fault(fault, command);
        CHECK(crt.outcome("dispense") == u"ok");
        CHECK(crt.machine()[u"faults"].toArray().isEmpty());
        CHECK(crt.moves() == ++moves);
        crt.fault(fault, "to-gate");
        CHECK(crt.outcome("present") == u"ok");
        CHECK(crt.moves() == ++moves);
        REQUIRE(crt.outcome("reset") == u"ok");
        ++moves;
    }
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.fault(fault, "to-bin");
    CHECK(crt.outcome("retain") == u"ok");
    CHECK(crt.moves() == moves + 2);
    CHECK(crt.machine()[u"bin"].toArray().size() == 3);
}

TEST_CASE("a movement that the device did not hear did not happen, and is not told again")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("deaf", "to-chip");
    CHECK(crt.outcome("dispense") == u"timeOut");
    CHECK(crt.moves() == 0);
    CHECK(crt.outcome("dispense") == u"ok");
    crt.fault("deaf", "to-gate");
    CHECK(crt.outcome("present") == u"timeOut");
    CHECK(crt.place() == u"chip");
}

TEST_CASE("a refusal (15) is told again, three times and no more")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("nak", "to-chip", 2);
    CHECK(crt.outcome("dispense") == u"ok");
    CHECK(crt.moves() == 1);
    REQUIRE(crt.outcome("retain") == u"ok");
    crt.fault("nak", "to-chip", 0);
    const int before = crt.machine()[u"requests"].toInt();
    CHECK(crt.outcome("dispense") == u"protocolError");
    CHECK(crt.moves() == 2);
    // Status, three times the movement, a status for what is left on the line and the look.
    CHECK(crt.machine()[u"requests"].toInt() - before <= 6);
    clear(crt);
    CHECK(crt.outcome("dispense") == u"ok");
}

TEST_CASE("a 15 among noise does not move a card twice")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("noisy-nak", "to-chip");
    CHECK(crt.outcome("dispense") == u"ok");
    CHECK(crt.moves() == 1);
    CHECK(crt.machine()[u"stack"].toInt() == 49);
}

TEST_CASE("what the line does to every answer is reported")
{
    const auto [fault, error] = GENERATE(
        std::pair("checksum", u"protocolError"), std::pair("truncated", u"protocolError"),
        std::pair("nak", u"protocolError"), std::pair("silent", u"timeOut"), std::pair("deaf", u"timeOut"));
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault(fault, "", 0);
    INFO(fault);
    CHECK(crt.outcome("dispense") == error);
    CHECK(crt.moves() == 0);
    CHECK(crt.status()[u"device"].toString() != u"online");
    clear(crt);
    CHECK(crt.status()[u"device"].toString() == u"online");
}

TEST_CASE("an answer that comes too late is not taken for the next one")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("late", "status", 1, 350);
    CHECK(crt.status()[u"media"].toString() == u"notPresent");
    // The late one says that no card is inside.
    crt.fault("late", "status", 1, 200);
    CHECK(crt.outcome("detect", {}, 100ms) == u"timeOut");
    crt.tell({{QStringLiteral("do"), QStringLiteral("state")}});
    CHECK(crt.outcome("dispense") == u"ok");
    CHECK(crt.status()[u"position"].toString() == u"transport");
    CHECK(crt.moves() == 1);
}

TEST_CASE("garbage that nobody asked for is no answer")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    for (int i = 0; i < 3; ++i)
        crt.act("garbage");
    CHECK(crt.outcome("dispense") == u"ok");
    crt.act("garbage");
    CHECK(crt.status()[u"position"].toString() == u"transport");
}

TEST_CASE("each code of the table has its meaning, wherever it comes")
{
    const auto table = crt571::ErrorTable::load();
    REQUIRE(table);
    Crt571Fixture crt;
    crt571::Reply reply;
    for (const QString &code : table->codes()) {
        for (const char *kind : {"error:", "error45:"}) {
            INFO(kind << code.toStdString());
            clear(crt);
            REQUIRE(crt.outcome("reset") == u"ok");
            const int moves = crt.moves();
            crt.fault((QByteArray(kind) + code.toLatin1()).constData(), "to-chip");
            reply.code = code.toLatin1();
            const QString expected = table->errorOf(reply).code.name().toString();
            CHECK(crt.outcome("dispense") == expected);
            CHECK(crt.moves() == moves);
        }
    }
}

TEST_CASE("a jam is told until it is mended")
{
    Crt571Fixture crt;
    REQUIRE(crt.open() == u"ok");
    crt.fault("jam", "to-chip");
    CHECK(crt.outcome("dispense") == u"mediaJammed");
    CHECK(crt.status()[u"media"].toString() == u"jammed");
    CHECK(crt.outcome("reset") == u"mediaJammed");
    crt.device().close();
    REQUIRE(crt.open() == u"ok");
    CHECK(crt.status()[u"device"].toString() == u"hardwareError");
    crt.act("unjam");
    CHECK(crt.outcome("reset") == u"ok");
    CHECK(crt.status()[u"device"].toString() == u"online");
    CHECK(crt.outcome("dispense") == u"ok");
}

TEST_CASE("a hand that pulls the card out during a movement leaves it open who has it")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.fault("by-hand", "to-gate");
    CHECK(crt.outcome("present") == u"outcomeUnknown");
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.fault("by-hand", "to-bin");
    CHECK(crt.outcome("retain") == u"outcomeUnknown");
    // At the gate a lost answer may be a hand's work, too.
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.fault("silent", "to-bin");
    CHECK(crt.outcome("retain") == u"outcomeUnknown");
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.act("hand", "gate");
    CHECK(crt.status()[u"position"].toString() == u"exit");
    crt.act("hand", "none");
    CHECK(crt.outcome("present") == u"sequenceError");
}

TEST_CASE("what a chip is told is not told twice")
{
    const char *fault = GENERATE("silent", "checksum", "noise", "no-acknowledge", "twice");
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("chipPower") == u"ok");
    REQUIRE(crt.run("chipIo", selectCard)->fields[u"response"].toString() == u"9000");
    crt.fault(fault, "chip-io");
    INFO(fault);
    (void)crt.run("chipIo", writeCard).ok();
    CHECK(crt.machine()[u"writes"].toInt() == 1);
    // The next answer is the next question's.
    CHECK(crt.run("chipIo", {{QStringLiteral("apdu"), QStringLiteral("00ff0000")}})
              ->fields[u"response"]
              .toString() == u"6d00");
}

TEST_CASE("a line that is drawn ends each operation at once, and comes back")
{
    Crt571Fixture crt({{QStringLiteral("card_inside_at_start"), QStringLiteral("keep")}});
    for (const char *operation :
         {"dispense", "present", "awaitTaken", "retain", "reset", "chipPower", "detect"}) {
        INFO(operation);
        crt.act("fault", "unplug");
        const auto begin = Steady::now();
        CHECK(crt.outcome(operation) == u"noDevice");
        CHECK(Steady::now() - begin < 1s);
        CHECK(crt.status()[u"device"].toString() == u"noDevice");
        crt.act("plug");
        CHECK(crt.status()[u"device"].toString() == u"online");
    }
    crt.fault("unplug-midway", "to-chip");
    CHECK(crt.outcome("dispense") == u"outcomeUnknown");
    crt.act("plug");
    CHECK(crt.status()[u"position"].toString() == u"transport");
    CHECK(crt.outcome("present") == u"ok");
    crt.fault("unplug-midway", "to-bin");
    CHECK(crt.outcome("retain") == u"outcomeUnknown");
}

TEST_CASE("a mute device ends each operation by its deadline, at once when cancelled")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    crt.fault("silent", "", 0);
    for (const char *operation : {"present", "awaitTaken", "retain", "reset", "chipPower", "detect"}) {
        INFO(operation);
        const auto begin = Steady::now();
        CHECK_FALSE(crt.run(operation, {}, 400ms));
        CHECK(Steady::now() - begin < 400ms + late);

        crt.cancel = CancelToken();
        const int before = crt.machine()[u"requests"].toInt();
        std::atomic<Steady::rep> canceledAt{0};
        std::thread canceler([&] {
            while (crt.machine()[u"requests"].toInt() == before)
                std::this_thread::yield();
            canceledAt = Steady::now().time_since_epoch().count();
            crt.cancel.cancel();
        });
        CHECK_FALSE(crt.run(operation));
        const auto returned = Steady::now();
        canceler.join();
        CHECK(returned - Steady::time_point(Steady::duration(canceledAt.load())) < late);
        crt.cancel = CancelToken();
    }
}

TEST_CASE("cancelled in a movement it is unknown, and asked for afterwards")
{
    Crt571Fixture crt({}, {QStringLiteral("--move-ms"), QStringLiteral("400")});
    REQUIRE(crt.open() == u"ok");
    std::thread canceler([&] {
        while (crt.moves() == 0)
            std::this_thread::yield();
        crt.cancel.cancel();
    });
    CHECK(crt.outcome("dispense") == u"outcomeUnknown");
    canceler.join();
    crt.cancel = CancelToken();
    // The movement's late answer is not the status'.
    CHECK(crt.status()[u"position"].toString() == u"transport");
    CHECK(crt.outcome("dispense") == u"sequenceError");
    CHECK(crt.moves() == 1);
}

TEST_CASE("cancelled while a citizen hesitates, the card stays where it is")
{
    Crt571Fixture crt;
    REQUIRE(crt.outcome("dispense") == u"ok");
    REQUIRE(crt.outcome("present") == u"ok");
    crt.whenTold = [&](const QString &) { crt.cancel.cancel(); };
    const auto begin = Steady::now();
    CHECK(crt.outcome("awaitTaken", {}, 60s) == u"canceled");
    CHECK(Steady::now() - begin < 1s);
    CHECK(crt.place() == u"gate");
    crt.whenTold = {};
    crt.cancel = CancelToken();
    CHECK(crt.run("retain")->fields[u"outcome"].toString() == u"retained");
}

TEST_CASE("something else at the line is no dispenser")
{
    // It gives back what it hears, as a device for another protocol or a loop plug does.
    const FileDescriptor master(posix_openpt(O_RDWR | O_NOCTTY | O_CLOEXEC));
    REQUIRE(grantpt(master.get()) == 0);
    REQUIRE(unlockpt(master.get()) == 0);
    hal::DeviceConfiguration configuration;
    configuration.driver = QStringLiteral("crt571");
    configuration.connect = {{QStringLiteral("serial"), QString::fromLocal8Bit(ptsname(master.get()))}};
    const auto device = hal::createDevice(configuration);
    REQUIRE(device);
    std::thread echo([&] {
        char buffer[256];
        for (ssize_t got = 0; (got = read(master.get(), buffer, sizeof buffer)) > 0;)
            if (::write(master.get(), buffer, size_t(got)) != got)
                return;
    });
    hal::OperationContext context{Deadline::in(5s), {}};
    const Status opened = (*device)->open(context);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == error::timeOut);
    (*device)->close(); // the last end of the terminal: the echo's read fails
    echo.join();
}
