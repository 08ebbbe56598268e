#include "pcsc_fixture.h"

#include <QJsonArray>

#include <catch2/catch.hpp>

#include <thread>

using namespace kiosk;

namespace
{

using Steady = std::chrono::steady_clock;

Milliseconds since(Steady::time_point begin)
{
    return std::chrono::duration_cast<Milliseconds>(Steady::now() - begin);
}

QJsonObject after(int commands)
{
    return {{QStringLiteral("after"), commands}};
}

} // namespace

TEST_CASE("a reader that is not there, or a daemon that is not, is no device; and found when it comes")
{
    PcscFixture reader;
    const auto nobody = reader.another("Nobody*");
    hal::OperationContext context{Deadline::in(5s), {}};
    const Status opened = nobody->open(context);
    REQUIRE_FALSE(opened);
    CHECK(opened.error().code == error::noDevice);
    CHECK(opened.error().detail.contains(QStringLiteral("Bianmin Emulator 00 00")));

    REQUIRE(reader.statusWord("device") == u"online");
    reader.stopEmulator();
    CHECK(reader.statusWord("device") == u"noDevice");
    CHECK(reader.failure("detect") == u"noDevice");
    CHECK(reader.failure("readSocialSecurityCard") == u"noDevice");
    CHECK(reader.transmit("00A40400") == u"noDevice");
    CHECK(reader.failure("reset") == u"noDevice");
    reader.startEmulator();
    CHECK(reader.statusWord("device") == u"online");
}

TEST_CASE("the daemon killed in each state is told, and online again when it is back")
{
    PcscFixture reader;
    SECTION("idle")
    {
        REQUIRE(reader.statusWord("device") == u"online");
        reader.fault("daemon-killed");
    }
    SECTION("waiting for a card")
    {
        reader.atStage = [&](const QString &) { reader.fault("daemon-killed"); };
        CHECK(reader.failure("readSocialSecurityCard") == u"noDevice");
        reader.atStage = {};
    }
    SECTION("with the chip on")
    {
        reader.insert("zhang");
        REQUIRE(reader.becomes("media", "present"));
        REQUIRE(reader.power("cold") == u"3b650000424d435244");
        reader.fault("daemon-killed");
        CHECK(reader.transmit("00A40400") == u"noDevice");
    }
    SECTION("in the middle of a command")
    {
        reader.insert("zhang");
        REQUIRE(reader.becomes("media", "present"));
        REQUIRE(reader.power("cold") == u"3b650000424d435244");
        reader.fault("hang");
        std::thread killer([&] {
            while (reader.slotState()[u"commands"].toInt() == 0)
                std::this_thread::yield();
            reader.fault("daemon-killed");
        });
        CHECK(reader.transmit("00A40400") == u"noDevice");
        killer.join();
    }
    CHECK(reader.statusWord("device") == u"noDevice");
    reader.clear();
    CHECK(reader.statusWord("device") == u"online");
    reader.insert("zhang");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a reader that is drawn and put back is told, with a card in it as well")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    reader.fault("unplug");
    CHECK(reader.statusWord("device") == u"noDevice");
    CHECK(reader.failure("readSocialSecurityCard") == u"noDevice");
    reader.tell({{QStringLiteral("do"), QStringLiteral("plug")}});
    CHECK(reader.statusWord("device") == u"online");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a daemon that does not answer is told by the deadline, and within 100 ms of a cancel")
{
    PcscFixture reader;
    REQUIRE(reader.statusWord("device") == u"online");
    reader.fault("daemon-frozen");
    auto begin = Steady::now();
    CHECK(reader.failure("detect", 300ms) == u"timeOut");
    CHECK(since(begin) < 550ms);

    Steady::time_point canceled;
    std::thread citizen([&] {
        // Not before the call is under way; a cancel that comes first is heard as well.
        std::this_thread::yield();
        canceled = Steady::now();
        reader.cancel.cancel();
    });
    CHECK(reader.failure("readSocialSecurityCard", 20s) == u"canceled");
    citizen.join();
    CHECK(since(canceled) < 250ms);
    reader.cancel = {};
    reader.clear();
    CHECK(reader.becomes("device", "online"));
}

TEST_CASE("a cancel ends the wait for a card, and the connection stays")
{
    PcscFixture reader;
    Steady::time_point canceled;
    reader.atStage = [&](const QString &) {
        canceled = Steady::now();
        reader.cancel.cancel();
    };
    CHECK(reader.failure("readSocialSecurityCard") == u"canceled");
    CHECK(since(canceled) < 250ms);
    reader.cancel = {};
    reader.atStage = {};
    reader.insert("zhang");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a card drawn at any command of a reading was removed too early, and is read when it is back")
{
    PcscFixture reader;
    for (const int commands : {0, 1, 2, 5, 12, 30}) {
        INFO("after " << commands << " commands");
        reader.insert("zhang");
        reader.fault("tear", after(commands));
        CHECK(reader.failure("readSocialSecurityCard") == u"mediaRemoved");
        CHECK(reader.slotState()[u"faults"].toArray().isEmpty());
    }
    reader.insert("zhang");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("what a chip answers wrongly once is asked for again")
{
    PcscFixture reader;
    for (const int commands : {0, 1, 4, 9}) {
        INFO("after " << commands);
        reader.insert("zhang");
        reader.fault("garbage", after(commands));
        CHECK(reader.read()[u"name"].toString() == u"张测试");
        CHECK(reader.slotState()[u"faults"].toArray().isEmpty());
    }
}

TEST_CASE("what a chip answers wrongly for ever is reported")
{
    PcscFixture reader;
    reader.insert("zhang");
    reader.fault("garbage", {{QStringLiteral("count"), 0}});
    CHECK(reader.failure("readSocialSecurityCard") == u"protocolError");
    reader.clear();
    reader.fault("more", {{QStringLiteral("count"), 0}});
    CHECK(reader.failure("readSocialSecurityCard") == u"protocolError");
    reader.clear();
    reader.insert("li"); // answers records whole
    reader.fault("truncated", {{QStringLiteral("count"), 0}, {QStringLiteral("after"), 3}});
    CHECK(reader.failure("readSocialSecurityCard") == u"invalidMedia");
    reader.clear();
    CHECK(reader.read()[u"name"].toString() == u"李样例");
    CHECK(reader.statusWord("device") == u"online");
}

TEST_CASE("status words that refuse a reading")
{
    struct Case {
        const char *status;
        int after;
        const char16_t *error;
    };
    const Case cases[] = {{"6A82", 0, u"invalidMedia"}, // no such application
                          {"6283", 0, u"invalidMedia"}, // it is locked
                          {"6D00", 0, u"invalidMedia"},
                          {"6982", 0, u"invalidMedia"}};
    PcscFixture reader;
    for (const Case &one : cases) {
        INFO(one.status);
        reader.insert("zhang");
        reader.fault("status", {{QStringLiteral("status"), QLatin1String(one.status)},
                                {QStringLiteral("after"), one.after}});
        CHECK(reader.failure("readSocialSecurityCard") == one.error);
    }
}

TEST_CASE("a slow chip is waited for")
{
    PcscFixture reader;
    reader.insert("zhang");
    reader.fault("slow", {{QStringLiteral("ms"), 700}});
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a chip that hangs costs no more than the deadline, and its late answer is nobody's")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    REQUIRE(reader.power("cold") == u"3b650000424d435244");
    reader.fault("hang");
    auto begin = Steady::now();
    CHECK(reader.transmit("00A404000F7378312E73682EC9E7BBE1B1A3D5CF", 300ms) == u"timeOut");
    CHECK(since(begin) < 550ms);
    // The reader itself still tells of its card; the chip is the first program's until it answers.
    CHECK(reader.statusWord("media") == u"present");

    reader.clear(); // the answer comes now
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}

TEST_CASE("a chip that hangs does not outlast a cancel")
{
    PcscFixture reader;
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    reader.fault("hang", after(3));
    Steady::time_point canceled;
    std::thread citizen([&] {
        while (reader.slotState()[u"commands"].toInt() < 4)
            std::this_thread::yield();
        canceled = Steady::now();
        reader.cancel.cancel();
    });
    CHECK(reader.failure("readSocialSecurityCard") == u"canceled");
    CHECK(since(canceled) < 250ms);
    citizen.join();
    reader.cancel = {};
    reader.remove(); // which frees a reader that hangs on its card
    CHECK(reader.failure("awaitRemoval") == u"success");
    reader.insert("li");
    CHECK(reader.read()[u"name"].toString() == u"李样例");
}

TEST_CASE("a chip that gives no answer to reset")
{
    PcscFixture reader;
    reader.fault("mute", {{QStringLiteral("count"), 0}});
    reader.insert("zhang");
    REQUIRE(reader.becomes("media", "present"));
    CHECK(reader.statusWord("chip") == u"hardwareError");
    CHECK(reader.failure("readSocialSecurityCard") == u"atrNotObtained");
    CHECK(reader.power("cold") == u"atrNotObtained");
    CHECK(reader.statusWord("device") == u"online");
    reader.clear();
    reader.insert("zhang");
    CHECK(reader.read()[u"name"].toString() == u"张测试");
}
