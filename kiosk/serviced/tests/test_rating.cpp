#include "harness.h"

#include <kiosk/serviced/rating.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using kiosk::services::ratingArguments;
using kiosk::services::test::codeOf;

static kiosk::Result<QJsonObject> rate(const char *json)
{
    return ratingArguments(QJsonDocument::fromJson(json).object());
}

TEST_CASE("rating: as the platform takes it", "[rating]")
{
    const auto rating =
        rate(R"({"grade":"SATISFIED","options":["406",412],"aspects":{"service":"VERY_SATISFIED",
        "pickup":"DISSATISFIED","network":"NONE"},"text":"很好，我的电话10000000001"})");
    REQUIRE(codeOf(rating) == "ok");
    CHECK(rating->value(u"grade").toString() == QStringLiteral("SATISFIED"));
    CHECK(rating->value(u"options").toString() == QStringLiteral("406,412"));
    CHECK(rating->value(u"service").toInt() == 5);
    CHECK(rating->value(u"pickup").toInt() == 2);
    CHECK_FALSE(rating->contains(QStringLiteral("network"))); // not said
    CHECK(rating->value(u"text").toString() == QStringLiteral("很好，我的电话*******"));
    CHECK(codeOf(rate(R"({"grade":"NONE"})")) == "ok");
    CHECK(codeOf(rate(R"({})")) == "invalidData");
    CHECK(codeOf(rate(R"({"grade":"5"})")) == "invalidData");
    CHECK(codeOf(rate(R"({"grade":"NONE","options":["DROP TABLE"]})")) == "invalidData");
}
