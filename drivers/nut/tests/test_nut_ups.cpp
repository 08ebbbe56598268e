#include "device_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>

#include <atomic>
#include <thread>

using namespace kiosk;
using test::late;

namespace
{

struct EmulatedUps : DeviceFixture {
    EmulatedUps() : DeviceFixture("ups", "nut", {QStringLiteral("--link"), QStringLiteral("${run}/upsd")})
    {
        use("kiosk");
    }
    void use(const char *ups, const char *server = "${run}/upsd", const QJsonObject &settings = {})
    {
        useDevice(
            {{QStringLiteral("ups"), QLatin1String(ups)}, {QStringLiteral("server"), QLatin1String(server)}},
            settings);
    }
    void set(const char *variable, const char *value) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("set")},
              {QStringLiteral("name"), QLatin1String(variable)},
              {QStringLiteral("value"), QLatin1String(value)}});
    }
    QString supply() { return status()[u"supply"].toString(); }
    QString device() { return status()[u"device"].toString(); }
};

} // namespace

TEST_CASE("mains go, the battery runs down, mains come back")
{
    EmulatedUps ups;
    CHECK(ups.open() == u"ok");
    QJsonObject status = ups.status();
    CHECK(status[u"device"].toString() == u"online");
    CHECK(status[u"supply"].toString() == u"onLine");
    CHECK(status[u"charge_percent"].toInt() == 100);
    CHECK(status[u"runtime_s"].toInt() == 1800);
    CHECK(status[u"model"].toString() == u"Bianmin Emulated UPS");
    CHECK_FALSE(status.contains(u"replace_battery"));
    ups.act("mains-out");
    CHECK(ups.supply() == u"onBattery");
    ups.set("battery.charge", "12");
    status = ups.status();
    CHECK(status[u"supply"].toString() == u"lowBattery");
    CHECK(status[u"charge_percent"].toInt() == 12);
    ups.act("mains-in");
    CHECK(ups.supply() == u"onLine");

    ups.act("mains-out");
    ups.use("kiosk", "${run}/upsd", {{QStringLiteral("low_charge_percent"), 0}});
    CHECK(ups.supply() == u"onBattery");
    ups.set("ups.status", "OB DISCHRG LB RB");
    CHECK(ups.supply() == u"lowBattery");
    CHECK(ups.status()[u"replace_battery"].toBool());
}

TEST_CASE("what is wrong with a UPS or its server is told, and gone when it is")
{
    EmulatedUps ups;
    const std::pair<const char *, const char *> faults[] = {
        {"stale", "noDevice"},        {"no-driver", "noDevice"},    {"half", "noDevice"},
        {"garbage", "hardwareError"}, {"endless", "hardwareError"}, {"impostor", "hardwareError"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        ups.act("fault", fault);
        CHECK(ups.device() == QLatin1String(word));
        CHECK(ups.supply() == u"unknown");
        CHECK(ups.open() != u"ok");
        ups.act("clear");
        CHECK(ups.device() == u"online");
    }
    ups.act("fault", "slow");
    CHECK(ups.supply() == u"onLine");
    ups.act("clear");
    ups.set("ups.status", "WHAT");
    CHECK(ups.device() == u"online");
    CHECK(ups.supply() == u"unknown");
}

TEST_CASE("a server that leaves is told, and comes back")
{
    EmulatedUps ups;
    CHECK(ups.supply() == u"onLine");
    ups.act("unplug");
    CHECK(ups.device() == u"noDevice");
    CHECK(ups.open() == u"noDevice");
    CHECK(DeviceFixture::outcome(ups.run("reset")) == u"noDevice");
    ups.act("plug");
    CHECK(ups.supply() == u"onLine");
    CHECK(DeviceFixture::outcome(ups.run("reset")) == u"ok");
}

TEST_CASE("a server that does not answer costs the deadline and no more, and a cancel ends the wait at once")
{
    EmulatedUps ups;
    ups.act("fault", "hang");
    QElapsedTimer timer;
    timer.start();
    CHECK(ups.open(300ms) == u"timeOut");
    CHECK(timer.elapsed() < (300ms + late).count());

    std::atomic<qint64> canceledAt{0};
    timer.start();
    std::thread citizen([&] {
        // As soon as the question is asked.
        canceledAt = ups.becomes("questions", 2) ? timer.elapsed() : -1;
        ups.cancel.cancel();
    });
    const QString outcome = DeviceFixture::outcome(ups.run("reset"));
    const qint64 ended = timer.elapsed();
    citizen.join();
    CHECK(outcome == u"canceled");
    CHECK(canceledAt >= 0);
    CHECK(ended - canceledAt < late.count());
}

TEST_CASE("a UPS of another name, or a server that is none, is told")
{
    EmulatedUps ups;
    ups.use("nobody");
    CHECK(ups.open() == u"noDevice");
    ups.use("kiosk", "${run}/nothing");
    CHECK(ups.open() == u"noDevice");
    CHECK(ups.createDevice({{QStringLiteral("ups"), QStringLiteral("kiosk")},
                            {QStringLiteral("server"), QStringLiteral("192.0.2.1:3493")}}) == u"invalidData");
}
