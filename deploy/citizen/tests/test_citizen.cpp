#include <deploy/citizen/scenario.h>
#include <deploy/citizen/touch.h>
#include <deploy/citizen/traces.h>

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

TEST_CASE("fingers are a TUIO 1.1 bundle")
{
    const QByteArray down = tuioFrame(7, {{3, QPointF(0.5, 0.25)}});
    CHECK(down.startsWith(QByteArray("#bundle\0\0\0\0\0\0\0\0\1", 16)));
    CHECK(down.size() % 4 == 0);
    CHECK(down.count("/tuio/2Dcur") == 4); // source, alive, set, fseq
    CHECK(down.contains(QByteArray(",sifffff\0\0\0\0set\0\0\0\0\3\x3f\0\0\0\x3e\x80\0\0", 28)));
    CHECK(down.endsWith(QByteArray("fseq\0\0\0\0\0\0\0\7", 12)));

    const QByteArray two = tuioFrame(8, {{3, QPointF(0.5, 0.25)}, {4, QPointF(1, 0)}});
    CHECK(two.size() % 4 == 0);
    CHECK(two.contains(QByteArray(",sii\0\0\0\0alive\0\0\0\0\0\0\3\0\0\0\4", 24)));
    CHECK(two.count(",sifffff") == 2);

    const QByteArray up = tuioFrame(9, {});
    CHECK(up.count("/tuio/2Dcur") == 3);
    CHECK_FALSE(up.contains("set"));
}

TEST_CASE("a search finds a text in every encoding, across words, and a code only where it stands alone")
{
    Traces traces;
    traces.addText(QStringLiteral("张测试"));
    traces.addText(QStringLiteral("990000199001010017"));
    traces.addCode(QStringLiteral("123456"));
    const auto found = [&](const QByteArray &bytes) { return traces.in(bytes); };

    CHECK(found("x\xe5\xbc\xa0\xe6\xb5\x8b\xe8\xaf\x95y") == QStringList(QStringLiteral("张测试 (UTF-8)")));
    CHECK(found(QByteArray("\0\x20\x5f\x4b\x6d\xd5\x8b", 7)) ==
          QStringList(QStringLiteral("张测试 (UTF-16)")));
    CHECK(found("\xd5\xc5\xb2\xe2\xca\xd4") == QStringList(QStringLiteral("张测试 (GBK)")));
    for (const char *before : {"", "a", "ab"}) // wherever it stands in what was encoded
        CHECK(found((before + QByteArray("990000199001010017,")).toBase64()) ==
              QStringList(QStringLiteral("990000199001010017 (Base64)")));
    CHECK(found("\"990000199001010017\"").size() == 1);
    CHECK(found("99000019900101001").isEmpty());
    CHECK(found("code=123456;").size() == 1);
    CHECK(found("91234560").isEmpty());
    CHECK(found("a123456f").isEmpty());
}
