#include "device_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>

#include <thread>

using namespace kiosk;
using test::late;

namespace
{

QJsonObject light(const char *name, const char *color, int output)
{
    return {{QStringLiteral("light"), QLatin1String(name)},
            {QStringLiteral("color"), QLatin1String(color)},
            {QStringLiteral("output"), output}};
}

QJsonObject contact(const char *name, int input, const char *openWhen)
{
    return {{QStringLiteral("contact"), QLatin1String(name)},
            {QStringLiteral("input"), input},
            {QStringLiteral("open_when"), QLatin1String(openWhen)}};
}

struct Relay : DeviceFixture {
    explicit Relay(const char *deviceClass = "lights")
        : DeviceFixture(deviceClass, "modbus-relay",
                        {QStringLiteral("--link"), QStringLiteral("${run}/tty"), QStringLiteral("--baud"),
                         QStringLiteral("115200")})
    {
    }
    void use(const QJsonObject &settings, int address = 1)
    {
        useDevice({{QStringLiteral("serial"), QStringLiteral("${run}/tty")},
                   {QStringLiteral("baud"), 115200},
                   {QStringLiteral("address"), address}},
                  settings);
    }
    void input(int number, bool on) const
    {
        tell({{QStringLiteral("do"), on ? QStringLiteral("on") : QStringLiteral("off")},
              {QStringLiteral("input"), number}});
    }
    QString set(const char *name, const char *rate, const char *color = nullptr, Milliseconds time = 10s)
    {
        QJsonObject arguments{{QStringLiteral("light"), QLatin1String(name)},
                              {QStringLiteral("flashRate"), QLatin1String(rate)}};
        if (color != nullptr)
            arguments.insert(QStringLiteral("color"), QLatin1String(color));
        return outcome(run("setLight", arguments, time));
    }
    [[nodiscard]] int outputs() const { return state()[u"outputs"].toInt(); }
    QString device() { return status()[u"device"].toString(); }
};

const QJsonObject twoLights{
    {QStringLiteral("lights"),
     QJsonArray{light("card", "green", 0), light("card", "red", 1), light("paper", "white", 7)}},
    {QStringLiteral("contacts"), QJsonArray{contact("door", 2, "on"), contact("hatch", 5, "off")}}};

} // namespace

TEST_CASE("lights are lit on the board, and its inputs are doors")
{
    Relay relay;
    relay.use(twoLights);
    CHECK(relay.open() == u"ok");
    CHECK(relay.set("card", "continuous") == u"ok");
    CHECK(relay.outputs() == 0x01);
    CHECK(relay.set("paper", "continuous") == u"ok");
    CHECK(relay.set("card", "continuous", "red") == u"ok");
    CHECK(relay.outputs() == 0x82);
    CHECK(relay.status()[u"contacts"] == QJsonObject{{QStringLiteral("door"), QStringLiteral("closed")},
                                                     {QStringLiteral("hatch"), QStringLiteral("open")}});
    relay.input(2, true);
    relay.input(5, true);
    CHECK(relay.status()[u"contacts"] == QJsonObject{{QStringLiteral("door"), QStringLiteral("open")},
                                                     {QStringLiteral("hatch"), QStringLiteral("closed")}});
    CHECK(relay.set("paper", "off") == u"ok");
    CHECK(relay.outputs() == 0x02);
    CHECK(relay.set("nothing", "off") == u"invalidData");
    CHECK(relay.open() == u"ok"); // opened anew, as it was asked for
    CHECK(relay.outputs() == 0x02);
}

TEST_CASE("a light flashes on the board while nobody calls")
{
    Relay relay;
    relay.use(twoLights);
    CHECK(relay.set("card", "quick") == u"ok");
    CHECK(relay.becomes("outputs", 1));
    CHECK(relay.becomes("outputs", 0));
    CHECK(relay.becomes("outputs", 1));
    CHECK(relay.set("card", "off") == u"ok");
    CHECK(relay.outputs() == 0);
}

TEST_CASE("one answer that is lost costs nothing; faults are told, and gone when they are")
{
    Relay relay;
    relay.use(twoLights);
    CHECK(relay.open() == u"ok");
    relay.act("fault", "lose-one");
    CHECK(relay.set("card", "continuous") == u"ok");
    CHECK(relay.outputs() == 1);
    const std::pair<const char *, const char *> faults[] = {{"hang", "offline"},
                                                            {"half", "offline"},
                                                            {"garbage", "hardwareError"},
                                                            {"checksum", "hardwareError"},
                                                            {"impostor", "hardwareError"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        relay.act("fault", fault);
        CHECK(relay.device() == QLatin1String(word));
        CHECK(relay.status()[u"contacts"][u"door"].toString() == u"unknown");
        CHECK(relay.set("card", "off") != u"ok");
        CHECK(relay.set("card", "continuous") != u"ok");
        relay.act("clear");
        CHECK(relay.device() == u"online");
        CHECK(relay.outputs() == 1);
    }
    relay.act("fault", "slow");
    CHECK(relay.set("paper", "continuous") == u"ok");
}

TEST_CASE("a board that is drawn, also while a light flashes, is told; lights are as asked when it is back")
{
    Relay relay;
    relay.use(twoLights);
    CHECK(relay.set("paper", "continuous") == u"ok");
    CHECK(relay.set("card", "quick") == u"ok");
    relay.act("unplug");
    CHECK(relay.device() == u"noDevice");
    CHECK(relay.set("paper", "continuous") == u"noDevice");
    relay.act("plug");
    CHECK(relay.outputs() == 0); // it had no power
    CHECK(relay.device() == u"online");
    CHECK((relay.outputs() & 0x80) != 0);
    CHECK(relay.becomes("outputs", 0x81));
    CHECK(relay.becomes("outputs", 0x80));
}

TEST_CASE("a board that hangs costs the deadline and no more, and a cancel ends the wait at once")
{
    Relay relay;
    QJsonObject patient = twoLights;
    patient.insert(QStringLiteral("answer_ms"), 1000);
    relay.use(patient);
    CHECK(relay.open() == u"ok");
    relay.act("fault", "hang");
    QElapsedTimer timer;
    timer.start();
    CHECK(relay.set("card", "continuous", nullptr, 200ms) == u"timeOut");
    CHECK(timer.elapsed() < (200ms + late).count());
    const int asked = relay.state()[u"questions"].toInt();
    std::thread citizen([&] {
        (void)relay.becomes("questions", asked + 1);
        timer.start();
        relay.cancel.cancel();
    });
    const QString outcome = relay.set("card", "continuous");
    citizen.join();
    CHECK(outcome == u"canceled");
    CHECK(timer.elapsed() < late.count());
}

TEST_CASE("a line that the board does not have, another address and no port are told")
{
    Relay relay;
    relay.use({{QStringLiteral("lights"), QJsonArray{light("card", "green", 8)}}});
    CHECK(relay.open() == u"invalidData");
    relay.use(twoLights, 2);
    CHECK(relay.open() == u"timeOut");
    relay.useDevice({{QStringLiteral("serial"), QStringLiteral("${run}/nothing")}}, twoLights);
    CHECK(relay.open() == u"noDevice");
    CHECK(relay.createDevice(
              {}, {{QStringLiteral("lights"), QJsonArray{light("a", "red", 1), light("b", "red", 1)}}}) ==
          u"invalidData");
}

TEST_CASE("a sensor at an input says whether somebody is there")
{
    Relay relay("presence-sensor");
    relay.use({{QStringLiteral("input"), 3}});
    CHECK(relay.status()[u"proximity"].toString() == u"notPresent");
    relay.input(3, true);
    CHECK(relay.status()[u"proximity"].toString() == u"present");
    const auto detected = relay.run("detect");
    REQUIRE(detected);
    CHECK(detected->fields[u"proximity"].toString() == u"present");
    relay.act("unplug");
    CHECK(relay.status()[u"proximity"].toString() == u"unknown");
    CHECK(DeviceFixture::outcome(relay.run("detect")) == u"noDevice");
    relay.act("plug");
    relay.use({{QStringLiteral("input"), 3}, {QStringLiteral("present_when"), QStringLiteral("off")}});
    CHECK(relay.status()[u"proximity"].toString() == u"notPresent");
    CHECK(relay.createDevice({}, {}) == u"invalidData");
}
