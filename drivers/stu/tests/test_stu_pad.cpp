#include "device_fixture.h"

#include <kiosk/core/tests/late.h>
#include <kiosk/hal/signature.h>
#include <kiosk/hal/tests/traffic_record.h>

#include <QElapsedTimer>

using namespace kiosk;
using test::late;

namespace
{

struct Pad : DeviceFixture {
    explicit Pad(const QStringList &more = {})
        : DeviceFixture("signature-pad", "stu",
                        QStringList{QStringLiteral("--link"), QStringLiteral("${run}/dev")} + more)
    {
        qputenv("UMOCKDEV_DIR", path("dev").toUtf8());
        useDevice({{QStringLiteral("hidraw"), QStringLiteral("/dev/kiosk/hid-emulated")}});
        REQUIRE(open() == u"ok");
    }
    ~Pad() { qunsetenv("UMOCKDEV_DIR"); }

    void sign(int strokes = 3, int units = 4000) const
    {
        tell({{QStringLiteral("do"), QStringLiteral("sign")},
              {QStringLiteral("strokes"), strokes},
              {QStringLiteral("units"), units}});
    }
    using Act = std::function<void()>;
    /// What the citizen does each time the pad shows a page.
    Result<Payload> take(const QList<Act> &pages, Milliseconds time = 10s)
    {
        qsizetype page = 0;
        return run("takeSignature", {}, time, [&](const QString &stage, const QJsonObject &details) {
            told.append(details);
            if ((stage == u"sign" || stage == u"signAgain") && page < pages.size())
                pages[page++]();
        });
    }
    QString device() { return status()[u"device"].toString(); }

    QList<QJsonObject> told;
};

} // namespace

TEST_CASE("a signature is what was written, with its time, its pressure and its pictures")
{
    Pad pad(GENERATE(QStringList(), QStringList(QStringLiteral("--oldest"))));
    CHECK(pad.device() == u"online");
    CHECK(pad.status()[u"model"].toString().startsWith(QStringLiteral("STU-")));
    const auto result = pad.take({[&] {
        CHECK(pad.state()[u"inking"].toBool());
        CHECK(pad.state()[u"pages"].toInt() == 1);
        pad.sign();
        pad.act("press", "confirm");
    }});
    REQUIRE(result);
    CHECK(result->fields[u"completion"].toString() == u"enter");
    const auto signature = hal::signatureFrom(result->fields);
    REQUIRE(signature);
    REQUIRE(signature->strokes.size() == 3);
    CHECK(signature->length() == Approx(3 * 40.11).epsilon(0.01));
    const hal::InkPoint last = signature->strokes[2].last();
    CHECK(last.x == Approx(50));
    CHECK(last.y == Approx(23));
    CHECK(last.pressure == Approx(0.5).margin(0.01));
    CHECK(signature->strokes[0].first().time == 0ms);
    if (pad.status()[u"model"].toString() == u"STU-430")
        CHECK(last.time == 5ms * (3 * 31 + 2 - 1));
    REQUIRE(result->blobs.size() == 2);
    CHECK(result->blobs[0].startsWith("<svg "));
    CHECK(result->blobs[1].startsWith("\x89PNG"));
    CHECK(pad.stages.count(QStringLiteral("stroke")) == 3);
    for (const QJsonObject &details : pad.told)
        CHECK((details.isEmpty() || details.keys() == QStringList(QStringLiteral("count"))));
    CHECK_FALSE(pad.state()[u"inking"].toBool());
    CHECK(pad.state()[u"refusals"].toInt() == 0);
}

TEST_CASE("the record of a signature has lengths, and no point of it")
{
    Pad pad;
    const test::TrafficRecord record(QStringLiteral("stu"));
    REQUIRE(pad.take({[&] {
        pad.sign();
        pad.act("press", "confirm");
    }}));
    REQUIRE_FALSE(record.lines().isEmpty());
    record.checkLengthsOnly();
}

TEST_CASE("a signature can be written again, and a slip of the pen is none")
{
    Pad pad;
    const auto result = pad.take({[&] {
                                      pad.sign();
                                      pad.act("press", "clear");
                                  },
                                  [&] {
                                      pad.sign(2, 100);
                                      pad.act("press", "confirm");
                                  },
                                  [&] {
                                      pad.act("garbage");
                                      pad.act("slip");
                                      pad.sign(1, 8000);
                                      pad.act("press", "confirm");
                                  }});
    REQUIRE(result);
    CHECK(result->fields[u"strokes"].toArray().size() == 1);
    CHECK(pad.stages.count(QStringLiteral("signAgain")) == 2);
    const auto canceled = pad.take({[&] {
        pad.sign();
        pad.act("press", "cancel");
    }});
    REQUIRE(canceled);
    CHECK(canceled->fields == QJsonObject{{QStringLiteral("completion"), QStringLiteral("cancel")}});
    CHECK(canceled->blobs.isEmpty());
}

TEST_CASE("what was written before the page was there is not taken")
{
    Pad pad;
    pad.sign();
    CHECK(pad.becomes("sending", 0));
    const auto result = pad.take({[&] {
        pad.sign(2);
        pad.act("press", "confirm");
    }});
    REQUIRE(result);
    CHECK(result->fields[u"strokes"].toArray().size() == 2);
}

TEST_CASE("a pad that is drawn is told, and comes back with nothing of the last page")
{
    Pad pad;
    CHECK(DeviceFixture::outcome(pad.take({[&] {
              pad.sign();
              pad.act("unplug");
          }})) == u"noDevice");
    CHECK(pad.device() == u"noDevice");
    CHECK(DeviceFixture::outcome(pad.take({})) == u"noDevice");
    pad.act("plug");
    CHECK(pad.device() == u"online");
    pad.act("unplug");
    CHECK(pad.device() == u"noDevice");
    pad.act("plug");
    const auto result = pad.take({[&] {
        pad.sign(2);
        pad.act("press", "confirm");
    }});
    REQUIRE(result);
    CHECK(result->fields[u"strokes"].toArray().size() == 2);
}

TEST_CASE("another device, a pad that refuses and one that lies are told, and gone when they are")
{
    Pad pad;
    for (const char *fault : {"impostor", "garbage", "stall"}) {
        INFO(fault);
        pad.act("fault", fault);
        CHECK(pad.open() == u"protocolError");
        CHECK(pad.device() == u"hardwareError");
        pad.act("clear");
        CHECK(pad.open() == u"ok");
    }
    CHECK(DeviceFixture::outcome(pad.take({[&] {
              pad.act("fault", "stall");
              pad.act("press", "clear");
          }})) == u"protocolError");
    pad.act("clear");
    CHECK(pad.device() == u"online");
}

TEST_CASE("a signature that nobody writes ends at its time, and at once when it is cancelled")
{
    Pad pad;
    QElapsedTimer timer;
    timer.start();
    CHECK(DeviceFixture::outcome(pad.take({}, 500ms)) == u"timeOut");
    CHECK(timer.elapsed() < (500ms + late).count());
    CHECK_FALSE(pad.state()[u"inking"].toBool());
    const QString outcome = DeviceFixture::outcome(pad.take({[&] {
        pad.sign();
        pad.cancel.cancel();
        timer.start();
    }}));
    CHECK(outcome == u"canceled");
    CHECK(timer.elapsed() < late.count());
    CHECK_FALSE(pad.state()[u"inking"].toBool());
}
