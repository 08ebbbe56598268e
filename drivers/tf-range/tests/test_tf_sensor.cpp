#include "device_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>

#include <thread>

using namespace kiosk;
using test::late;

namespace
{

struct Sensor : DeviceFixture {
    Sensor()
        : DeviceFixture("presence-sensor", "tf-range",
                        {QStringLiteral("--link"), QStringLiteral("${run}/tty")})
    {
        useDevice({{QStringLiteral("serial"), QStringLiteral("${run}/tty")}});
    }
    void step(int millimetres) const
    {
        tell(
            {{QStringLiteral("do"), QStringLiteral("insert")}, {QStringLiteral("distance_mm"), millimetres}});
    }
    /// Whether a measurement says so, soon: one may be under way.
    bool says(QStringView proximity, int distance = 0)
    {
        const Deadline soon = Deadline::in(5s);
        for (;;) {
            const QJsonObject seen = status();
            if (seen[u"proximity"].toString() == proximity && seen[u"distance_mm"].toInt() == distance)
                return true;
            if (soon.passed())
                return false;
        }
    }
    QString device() { return status()[u"device"].toString(); }
};

} // namespace

TEST_CASE("somebody comes, stands at the limit, and leaves")
{
    Sensor sensor;
    CHECK(sensor.open() == u"ok");
    CHECK(sensor.says(u"notPresent"));
    sensor.step(900);
    CHECK(sensor.says(u"notPresent", 900));
    sensor.step(700);
    CHECK(sensor.says(u"present", 700));
    sensor.step(900);
    CHECK(sensor.says(u"present", 900));
    const auto detected = sensor.run("detect");
    REQUIRE(detected);
    CHECK(detected->fields[u"distance_mm"].toInt() == 900);
    sensor.step(1010);
    CHECK(sensor.says(u"notPresent", 1010));
    sensor.act("remove");
    CHECK(sensor.says(u"notPresent"));
    sensor.useDevice({{QStringLiteral("serial"), QStringLiteral("${run}/tty")}},
                     {{QStringLiteral("near_mm"), 1500}, {QStringLiteral("far_mm"), 1600}});
    sensor.step(1400);
    CHECK(sensor.says(u"present", 1400));
    CHECK(sensor.createDevice({}, {{QStringLiteral("near_mm"), 900}, {QStringLiteral("far_mm"), 800}}) ==
          u"invalidData");
}

TEST_CASE("noise and a slow sensor cost time only; faults are told, and gone when they are")
{
    Sensor sensor;
    sensor.step(500);
    for (const char *harmless : {"noise", "slow"}) {
        INFO(harmless);
        sensor.act("fault", harmless);
        CHECK(sensor.says(u"present", 500));
    }
    const std::pair<const char *, const char *> faults[] = {
        {"hang", "offline"}, {"garbage", "hardwareError"}, {"impostor", "hardwareError"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        sensor.act("fault", fault);
        CHECK(sensor.becomes("fault", QLatin1String(fault)));
        (void)sensor.status(); // a whole frame may be under way
        CHECK(sensor.device() == QLatin1String(word));
        CHECK(sensor.status()[u"proximity"].toString() == u"unknown");
        CHECK(sensor.open() != u"ok");
        sensor.act("clear");
        CHECK(sensor.says(u"present", 500));
    }
}

TEST_CASE("a sensor that is drawn is told, and comes back")
{
    Sensor sensor;
    CHECK(sensor.open() == u"ok");
    sensor.act("unplug");
    CHECK(sensor.device() == u"noDevice");
    CHECK(DeviceFixture::outcome(sensor.run("detect")) == u"noDevice");
    CHECK(DeviceFixture::outcome(sensor.run("reset")) == u"noDevice");
    sensor.act("plug");
    CHECK(sensor.says(u"notPresent"));
}

TEST_CASE("a sensor that is silent costs the deadline and no more, and a cancel ends the wait at once")
{
    Sensor sensor;
    CHECK(sensor.open() == u"ok");
    sensor.act("fault", "hang");
    (void)sensor.status();
    QElapsedTimer timer;
    timer.start();
    CHECK(DeviceFixture::outcome(sensor.run("reset", {}, 200ms)) == u"timeOut");
    CHECK(timer.elapsed() < (200ms + late).count());
    std::thread citizen([&] {
        (void)sensor.state(); // the call has begun, or begins cancelled: both end at once
        timer.start();
        sensor.cancel.cancel();
    });
    const QString outcome = DeviceFixture::outcome(sensor.run("reset"));
    citizen.join();
    CHECK(outcome == u"canceled");
    CHECK(timer.elapsed() < late.count());
}
