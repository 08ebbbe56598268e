#include "device_fixture.h"

#include <kiosk/core/tests/late.h>

#include <QElapsedTimer>
#include <QJsonDocument>

using namespace kiosk;
using test::late;

namespace
{

struct Reader : DeviceFixture {
    Reader()
        : DeviceFixture("fingerprint-reader", "fprint",
                        {QStringLiteral("--link"), QStringLiteral("${run}/dev")})
    {
        qputenv("FP_VIRTUAL_IMAGE", path("dev/sensor.sock").toUtf8());
        useDevice({{QStringLiteral("reader"), QStringLiteral("${run}/dev/reader")}});
        REQUIRE(open() == u"ok");
    }
    ~Reader() { qunsetenv("FP_VIRTUAL_IMAGE"); }

    void place(int finger, int moved = 0) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("insert")},
              {QStringLiteral("finger"), finger},
              {QStringLiteral("right"), moved},
              {QStringLiteral("down"), -moved}});
    }
    /// `citizen` each time the reader waits for a finger: how often it did before.
    Result<Payload> scan(const char *operation, const QJsonObject &arguments,
                         const std::function<void(int)> &citizen, Milliseconds time = 20s)
    {
        told.clear();
        int waits = 0;
        return run(operation, arguments, time, [&](const QString &stage, const QJsonObject &details) {
            told += stage.toUtf8() + QJsonDocument(details).toJson(QJsonDocument::Compact) + ' ';
            if (details[u"scan"] != details[u"of"] || !details.contains(u"of"))
                citizen(waits++);
        });
    }
    Result<Payload> match(const QByteArray &reference, const std::function<void(int)> &citizen)
    {
        return scan("match",
                    {{QStringLiteral("format"), QStringLiteral("libfprint-FP3")},
                     {QStringLiteral("template"), QString::fromLatin1(reference.toBase64())}},
                    citizen);
    }
    [[nodiscard]] QByteArray captured(int finger)
    {
        const auto result = scan("capture", {}, [&](int wait) { place(finger, wait % 3); });
        if (!result)
            FAIL(result.error().code.name().toString().toStdString() << told.toStdString());
        REQUIRE(result->blobs.size() == 1);
        return result->blobs[0];
    }
    QString device() { return status()[u"device"].toString(); }

    QByteArray told;
};

} // namespace

TEST_CASE("a finger is captured, found again, and another is not")
{
    Reader reader;
    CHECK(reader.device() == u"online");
    CHECK(reader.status()[u"format"].toString() == u"libfprint-FP3");
    const QByteArray reference = reader.captured(1);
    CHECK(reader.told ==
          "placeFinger{} fingerScanned{\"of\":5,\"scan\":1} fingerScanned{\"of\":5,\"scan\":2} "
          "fingerScanned{\"of\":5,\"scan\":3} fingerScanned{\"of\":5,\"scan\":4} "
          "fingerScanned{\"of\":5,\"scan\":5} ");
    CHECK(reference.startsWith("FP3"));
    const auto same = reader.match(reference, [&](int) { reader.place(1, 4); });
    REQUIRE(same);
    CHECK(same->fields == QJsonObject{{QStringLiteral("matched"), true}});
    const auto other = reader.match(reference, [&](int) { reader.place(2); });
    REQUIRE(other);
    CHECK(other->fields == QJsonObject{{QStringLiteral("matched"), false}});
    CHECK(reader.told == "placeFinger{} ");
}

TEST_CASE("a finger that was not seen well is asked for again")
{
    Reader reader;
    const auto captured = reader.scan("capture", {}, [&](int wait) {
        if (wait == 1)
            reader.tell({{QStringLiteral("do"), QStringLiteral("retry")}, {QStringLiteral("reason"), 2}});
        else if (wait == 2)
            reader.act("smudge");
        else
            reader.place(3);
    });
    REQUIRE(captured);
    CHECK(reader.told.count("scanAgain") == 2);
    CHECK(reader.told.contains("scanAgain{\"reason\":\"centerFinger\"}"));
    const auto matched = reader.match(captured->blobs[0], [&](int wait) {
        if (wait == 0)
            reader.tell({{QStringLiteral("do"), QStringLiteral("retry")}, {QStringLiteral("reason"), 1}});
        else
            reader.place(3);
    });
    REQUIRE(matched);
    CHECK(matched->fields[u"matched"].toBool());
    CHECK(reader.told == "placeFinger{} scanAgain{\"reason\":\"tooShort\"} ");
}

TEST_CASE("what is no template is refused before a finger is asked for")
{
    Reader reader;
    CHECK(DeviceFixture::outcome(reader.match("FP3 and nothing", [](int) {})) == u"invalidData");
    CHECK(DeviceFixture::outcome(reader.match({}, [](int) {})) == u"invalidData");
    CHECK(DeviceFixture::outcome(
              reader.run("match", {{QStringLiteral("format"), QStringLiteral("libfprint-FP3")},
                                   {QStringLiteral("template"), QStringLiteral("?")}})) == u"invalidData");
    CHECK(DeviceFixture::outcome(reader.run(
              "match", {{QStringLiteral("format"), QStringLiteral("iso19794-2")},
                        {QStringLiteral("template"), QStringLiteral("RlAz")}})) == u"unsupportedData");
    CHECK(DeviceFixture::outcome(reader.run("capture", {{QStringLiteral("all"), true}})) == u"invalidData");
}

TEST_CASE("a sensor that breaks or says what it should not is told, and works again")
{
    Reader reader;
    const std::pair<const char *, const char *> faults[] = {{"broken", "hardwareError"},
                                                            {"protocol", "protocolError"}};
    for (const auto &[fault, word] : faults) {
        INFO(fault);
        const auto result = reader.scan("capture", {}, [&](int) { reader.act("fault", fault); });
        CHECK(DeviceFixture::outcome(result) == QLatin1String(word));
        CHECK(reader.device() == u"online");
    }
    const auto after = reader.scan("capture", {}, [&](int wait) {
        if (wait == 0)
            reader.act("garbage");
        reader.place(1);
    });
    CHECK(DeviceFixture::outcome(after) == u"ok");
}

TEST_CASE("a reader that is drawn is told, and comes back")
{
    Reader reader;
    CHECK(DeviceFixture::outcome(reader.scan("capture", {}, [&](int wait) {
              if (wait == 2)
                  reader.act("unplug");
              else
                  reader.place(1);
          })) == u"noDevice");
    CHECK(reader.device() == u"noDevice");
    CHECK(DeviceFixture::outcome(reader.run("capture")) == u"noDevice");
    reader.act("plug");
    CHECK(reader.device() == u"online");
    reader.act("unplug");
    CHECK(reader.device() == u"noDevice");
    reader.act("plug");
    CHECK_FALSE(reader.captured(1).isEmpty());
}

TEST_CASE("waiting for a finger ends at its time, and at once when it is cancelled")
{
    Reader reader;
    QElapsedTimer timer;
    timer.start();
    CHECK(DeviceFixture::outcome(reader.run("capture", {}, 400ms)) == u"timeOut");
    CHECK(timer.elapsed() < (400ms + late).count());
    for (const int when : {0, 2}) {
        const QString outcome = DeviceFixture::outcome(reader.scan("capture", {}, [&](int wait) {
            if (wait < when)
                return reader.place(1);
            reader.cancel.cancel();
            timer.start();
        }));
        CHECK(outcome == u"canceled");
        CHECK(timer.elapsed() < late.count());
        reader.cancel = {};
    }
    CHECK(reader.device() == u"online");
}
