#include "device_fixture.h"
#include "pin_block.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>
#include <QJsonArray>
#include <QJsonDocument>

using namespace kiosk;
using test::late;

namespace
{

const QByteArray testKey = QByteArray::fromHex("00112233445566778899aabbccddeeff");
const QString account = QStringLiteral("9900000000000000017"); // of nobody

QJsonObject request(const QString &key = QStringLiteral("test-1"))
{
    return {{QStringLiteral("pan"), account},
            {QStringLiteral("key"), key},
            {QStringLiteral("minimum"), 6},
            {QStringLiteral("maximum"), 6}};
}

struct Pad : DeviceFixture {
    Pad()
        : DeviceFixture("pin-pad", "epp",
                        {QStringLiteral("--link"), QStringLiteral("${run}/tty"), QStringLiteral("--baud"),
                         QStringLiteral("115200")})
    {
        useDevice(
            {{QStringLiteral("serial"), QStringLiteral("${run}/tty")}, {QStringLiteral("baud"), 115200}});
        REQUIRE(open() == u"ok");
    }
    void type(const char *digits) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("type")},
              {QStringLiteral("digits"), QLatin1String(digits)}});
    }
    /// What the citizen does when the pad waits; all that was told is kept.
    Result<Payload> enter(const char *operation, const QJsonObject &arguments,
                          const std::function<void()> &citizen, Milliseconds time = 10s)
    {
        told.clear();
        return run(operation, arguments, time, [&](const QString &stage, const QJsonObject &details) {
            told += stage.toUtf8() + QJsonDocument(details).toJson(QJsonDocument::Compact);
            if (stage == QLatin1String(operation) && citizen)
                citizen();
        });
    }
    QString device() { return status()[u"device"].toString(); }

    QByteArray told;
};

/// The PIN in a block, as the host opens it that has the key; or "-".
QByteArray opened(const QByteArray &block)
{
    const auto pin = epp::emulator::decipher(testKey, block, account.toLatin1());
    return pin ? *pin : QByteArray("-");
}

QByteArray textOf(const Payload &payload)
{
    return QJsonDocument(payload.fields).toJson() + payload.blobs.join();
}

} // namespace

TEST_CASE("a PIN comes out enciphered, for its account, and in clear nowhere")
{
    Pad pad;
    CHECK(pad.device() == u"online");
    CHECK(pad.status()[u"model"].toString() == u"Bianmin Emulated EPP");
    CHECK(pad.status()[u"keys"].toArray() == QJsonArray{QStringLiteral("test-1")});
    QByteArray blocks[2];
    for (QByteArray &block : blocks) {
        const auto result = pad.enter("enterPin", request(), [&] { pad.type("739150"); });
        REQUIRE(result);
        CHECK(result->fields[u"completion"].toString() == u"enter");
        CHECK(result->fields[u"format"].toString() == u"iso4");
        CHECK(result->fields[u"key"].toString() == u"test-1");
        CHECK(result->fields[u"digits"].toInt() == 6);
        block = QByteArray::fromHex(result->fields[u"block"].toString().toLatin1());
        CHECK(opened(block) == "739150");
        CHECK_FALSE(textOf(*result).contains("739150"));
        CHECK(pad.told ==
              "enterPin{}digits{\"count\":1}digits{\"count\":2}digits{\"count\":3}digits{\"count\":4}"
              "digits{\"count\":5}digits{\"count\":6}");
    }
    CHECK(blocks[0] != blocks[1]);
    CHECK_FALSE(pad.state()[u"waiting"].toBool());
}

TEST_CASE("the record of an entry has commands; no digit, no block and no account")
{
    Pad pad;
    const test::TrafficRecord record(QStringLiteral("epp"));
    const auto result = pad.enter("enterPin", request(), [&] { pad.type("739150"); });
    REQUIRE(result);
    record.checkAbsent(QStringLiteral("739150"));
    record.checkAbsent(result->fields[u"block"].toString());
    record.checkAbsent(account);
    const QString number = QStringLiteral("19900000017");
    REQUIRE(pad.enter("enterData", {{QStringLiteral("minimum"), 3}, {QStringLiteral("maximum"), 20}},
                      [&] { pad.type(number.toLatin1().constData()); }));
    record.checkAbsent(number);
    record.checkForm();
}

TEST_CASE("keys do what is on them: clear begins again, enter waits for enough, cancel ends")
{
    Pad pad;
    const auto result = pad.enter("enterPin", request(), [&] {
        for (const char *key : {"1", "2", "clear", "7", "3", "9", "1", "5", "enter", "0", "9", "enter"})
            pad.act("press", key);
    });
    REQUIRE(result);
    const QByteArray block = QByteArray::fromHex(result->fields[u"block"].toString().toLatin1());
    CHECK(opened(block) == "739150");
    const auto canceled = pad.enter("enterPin", request(), [&] {
        pad.act("press", "7");
        pad.act("press", "cancel");
    });
    REQUIRE(canceled);
    CHECK(canceled->fields == QJsonObject{{QStringLiteral("completion"), QStringLiteral("cancel")}});
}

TEST_CASE("digits that are no PIN come as they are")
{
    Pad pad;
    const QJsonObject limits{{QStringLiteral("minimum"), 3}, {QStringLiteral("maximum"), 20}};
    const auto result = pad.enter("enterData", limits, [&] { pad.type("12345"); });
    REQUIRE(result);
    CHECK(result->fields == QJsonObject{{QStringLiteral("completion"), QStringLiteral("enter")},
                                        {QStringLiteral("digits"), QStringLiteral("12345")}});
    CHECK_FALSE(pad.told.contains("12345"));
}

TEST_CASE("what is asked wrongly is refused before the pad is asked")
{
    Pad pad;
    const std::pair<const char *, QJsonValue> wrong[] = {{"minimum", 3},
                                                         {"maximum", 13},
                                                         {"maximum", 5},
                                                         {"pan", QStringLiteral("12345678901234567890")},
                                                         {"pan", QStringLiteral("1234 5678")},
                                                         {"key", QString()},
                                                         {"key", QStringLiteral("a\x1c"
                                                                                "b")},
                                                         {"format", QStringLiteral("iso0")}};
    for (const auto &[argument, value] : wrong) {
        INFO(argument);
        QJsonObject arguments = request();
        arguments[QLatin1String(argument)] = value;
        CHECK(DeviceFixture::outcome(pad.run("enterPin", arguments)) == u"invalidData");
    }
    CHECK(DeviceFixture::outcome(pad.run("enterData", {{QStringLiteral("maximum"), 33}})) == u"invalidData");
    CHECK(DeviceFixture::outcome(pad.run("enterPin", request(QStringLiteral("other")))) == u"deviceNotReady");
    CHECK(pad.device() == u"online");
}

TEST_CASE("a pad that was opened by force has no keys any more, and says so")
{
    Pad pad;
    pad.act("tamper");
    CHECK(DeviceFixture::outcome(pad.run("enterPin", request())) == u"hardwareError");
    CHECK(pad.device() == u"hardwareError");
    CHECK(pad.open() == u"hardwareError");
    pad.act("clear");
    CHECK(pad.device() == u"online");
}

TEST_CASE("damage and slowness cost time only; faults are told, and gone when they are")
{
    Pad pad;
    for (const char *harmless : {"slow", "damage"}) {
        INFO(harmless);
        const auto result = pad.enter("enterPin", request(), [&] {
            pad.act("fault", harmless);
            pad.type("739150");
        });
        CHECK(DeviceFixture::outcome(result) == u"ok");
        pad.act("clear");
    }
    const std::pair<const char *, const char *> faults[] = {{"hang", "offline"},
                                                            {"garbage", "hardwareError"},
                                                            {"impostor", "hardwareError"},
                                                            {"deaf", "hardwareError"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        pad.act("fault", fault);
        CHECK(pad.device() == QLatin1String(word));
        CHECK(pad.open() != u"ok");
        pad.act("clear");
        CHECK(pad.device() == u"online");
    }
}

TEST_CASE("a pad that is drawn is told, and comes back with nothing of what was typed")
{
    Pad pad;
    CHECK(DeviceFixture::outcome(pad.enter("enterPin", request(), [&] {
              pad.act("press", "7");
              pad.act("unplug");
          })) == u"noDevice");
    CHECK(pad.device() == u"noDevice");
    CHECK(DeviceFixture::outcome(pad.run("enterPin", request())) == u"noDevice");
    pad.act("plug");
    const auto result = pad.enter("enterPin", request(), [&] { pad.type("739150"); });
    CHECK(DeviceFixture::outcome(result) == u"ok");
    pad.act("unplug");
    CHECK(pad.device() == u"noDevice");
    pad.act("plug");
    CHECK(pad.device() == u"online");
}

TEST_CASE("an entry ends at its time, and at once when it is cancelled; the pad forgets it")
{
    Pad pad;
    QElapsedTimer timer;
    timer.start();
    CHECK(DeviceFixture::outcome(pad.run("enterPin", request(), 400ms)) == u"timeOut");
    CHECK(timer.elapsed() < (400ms + late).count());
    CHECK(pad.becomes("waiting", false));
    const auto after = pad.enter("enterPin", request(), [&] { pad.type("739150"); });
    CHECK(DeviceFixture::outcome(after) == u"ok");
    const QString outcome = DeviceFixture::outcome(pad.enter("enterPin", request(), [&] {
        pad.act("press", "7");
        pad.cancel.cancel();
        timer.start();
    }));
    CHECK(outcome == u"canceled");
    CHECK(timer.elapsed() < late.count());
    CHECK(pad.becomes("waiting", false));
    CHECK(pad.becomes("stops", 2));
}

TEST_CASE("a cancel that was lost on the line is said again")
{
    Pad pad;
    const auto ended = pad.enter("enterPin", request(), [&] {
        pad.act("press", "7");
        pad.act("fault", "lost");
        pad.cancel.cancel();
    });
    CHECK(DeviceFixture::outcome(ended) == u"canceled");
    CHECK(pad.becomes("fault", QString()));
    CHECK(pad.state()[u"waiting"].toBool());
    CHECK(pad.device() == u"online");
    CHECK_FALSE(pad.state()[u"waiting"].toBool());
    CHECK(pad.state()[u"stops"].toInt() == 1);
}

TEST_CASE("an end that the pad says again is not taken for the next entry's")
{
    Pad pad;
    const QJsonObject limits{{QStringLiteral("minimum"), 3}, {QStringLiteral("maximum"), 20}};
    const auto first = pad.enter("enterData", limits, [&] {
        pad.act("fault", "repeat");
        pad.type("12345");
    });
    REQUIRE(first);
    const auto second = pad.enter("enterData", limits, [&] { pad.type("678"); });
    REQUIRE(second);
    CHECK(second->fields[u"digits"].toString() == u"678");
}
