#include <kiosk/shell/readiness.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::shell;

static QJsonObject device(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

TEST_CASE("a device's own reason is said before its state")
{
    CHECK_FALSE(
        obstacleOf(device(R"({"state": "online", "status": {"paper": {"main": "full"}, "toner": "full"}})")));
    CHECK_FALSE(obstacleOf(device(R"({"state": "deviceBusy"})")));
    CHECK(obstacleOf(device(R"({"state": "userError", "status": {"paper": {"main": "out"}}})"))->code ==
          error::paperOut);
    CHECK(
        obstacleOf(device(R"({"state": "hardwareError", "status": {"paper": {"main": "jammed"}}})"))->code ==
        error::paperJammed);
    CHECK(obstacleOf(device(R"({"state": "online", "status": {"queue": "stopped"}})"))->code ==
          error::queueStopped);
    CHECK(obstacleOf(device(R"({"state": "online", "status": {"cover": "open"}})"))->code ==
          error::coverOpen);
    CHECK(obstacleOf(device(R"({"state": "online", "status": {"stacker": "full"}})"))->code ==
          error::stackerFull);
    CHECK(obstacleOf(device(R"({"state": "offline"})"))->code == error::deviceNotReady);
    CHECK(obstacleOf({})->code == error::noDevice);
}

TEST_CASE("an item that cannot be finished says why before anything is entered")
{
    QStringList findings;
    const auto catalogue =
        Catalogue::load(QStringLiteral("gov"),
                        {QStringLiteral("id-card-reader"), QStringLiteral("document-printer")}, findings);
    REQUIRE(catalogue);
    const QJsonArray both{device(R"({"id": "id-card", "class": "id-card-reader", "state": "online"})"),
                          device(R"({"id": "a4", "class": "document-printer", "state": "online"})")};
    const QJsonObject online{{QStringLiteral("platform"), QStringLiteral("online")}};
    CHECK(examine(*catalogue, QStringLiteral("HUJI-01"), both, online).ok());

    const QJsonArray noPrinter{both.first()};
    const auto missing = examine(*catalogue, QStringLiteral("HUJI-01"), noPrinter, online);
    REQUIRE(missing.obstacles.size() == 1);
    CHECK(missing.obstacles.first().code == error::noDevice);

    const auto offline = examine(*catalogue, QStringLiteral("HUJI-01"), both, fail(error::timeOut));
    REQUIRE(offline.obstacles.size() == 1);
    CHECK(offline.obstacles.first().code == error::platformUnreachable);

    QJsonObject full = online;
    full.insert(QStringLiteral("storage"), QStringLiteral("full"));
    const auto unwritten = examine(*catalogue, QStringLiteral("HUJI-01"), both, full);
    REQUIRE(unwritten.obstacles.size() == 1);
    CHECK(unwritten.obstacles.first().code == error::notEnoughSpace);
}
