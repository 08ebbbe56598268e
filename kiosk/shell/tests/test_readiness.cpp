#include <kiosk/shell/readiness.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::shell;

static QJsonObject device(const char *text)
{
    return QJsonDocument::fromJson(text).object();
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
