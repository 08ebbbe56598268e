#include <deploy/citizen/scenario.h>
#include <deploy/citizen/touch.h>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::citizen;

TEST_CASE("every scenario of the demonstration is well formed")
{
    const QStringList names = scenarioNames();
    for (const auto *needed :
         {"good-portrait", "good-landscape", "elder", "wrong-code", "expired-card", "card-form-j",
          "card-left-behind", "paper-out-before", "paper-out-during", "module-killed", "platform-down"})
        CHECK(names.contains(QLatin1String(needed)));
    for (const QString &name : names) {
        const auto scenario = Scenario::load(scenarioFile(name));
        INFO(name.toStdString() << ": " << (scenario ? "" : scenario.error().detail.toStdString()));
        REQUIRE(scenario);
        CHECK(scenario->steps.size() > 3);
        for (const Step &step : scenario->steps)
            CHECK(step.action != u"play");
    }
}

TEST_CASE("a finger is a TUIO 1.1 bundle")
{
    const QByteArray down = tuioFrame(7, 3, true, QPointF(0.5, 0.25));
    CHECK(down.startsWith(QByteArray("#bundle\0\0\0\0\0\0\0\0\1", 16)));
    CHECK(down.size() % 4 == 0);
    CHECK(down.count("/tuio/2Dcur") == 4); // source, alive, set, fseq
    CHECK(down.contains(QByteArray(",sifffff\0\0\0\0set\0\0\0\0\3\x3f\0\0\0\x3e\x80\0\0", 28)));
    CHECK(down.endsWith(QByteArray("fseq\0\0\0\0\0\0\0\7", 12)));

    const QByteArray up = tuioFrame(8, 3, false, {});
    CHECK(up.count("/tuio/2Dcur") == 3);
    CHECK_FALSE(up.contains("set"));
}
