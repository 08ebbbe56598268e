#include <kiosk/trainer/conditions.h>

#include <QJsonDocument>

#include <catch2/catch.hpp>

using kiosk::trainer::holds;

namespace
{

QJsonObject json(const char *text)
{
    const QJsonObject object = QJsonDocument::fromJson(text).object();
    REQUIRE_FALSE(object.isEmpty());
    return object;
}

QJsonObject facts()
{
    return json(R"({
        "page": "fault", "acts": ["load-paper"],
        "devices": {"printer": {"id": "a4", "state": "online", "obstacle": "paperOut", "status": {"paper": "out"}},
                    "reader": {"id": "id-card", "obstacle": ""}},
        "case": [{"item": "HUJI-01", "level": "L2", "outcome": null}],
        "operation": [{"kind": "print", "state": "void"}, {"kind": "print", "state": "printing"}],
        "audit": [{"what": "self-test", "subject": "id-card", "result": "noMedia"}],
        "stock": []})");
}

} // namespace

TEST_CASE("a condition holds where each of its parts does")
{
    CHECK(holds(json(R"({"page": "fault"})"), facts()));
    CHECK(holds(json(R"({"page": ["print", "fault"]})"), facts()));
    CHECK(holds(json(R"({"act": "load-paper", "device": {"role": "printer", "status": {"paper": "out"}}})"),
                facts()));
    CHECK(holds(json(R"({"device": {"role": "reader", "obstacle": ""}})"), facts()));
    CHECK(holds(json(R"({"operation": {"kind": "print", "state": ["taken", "printing"]}})"), facts()));
    CHECK(holds(json(R"({"case": {"item": "HUJI-01", "level": "L2"}})"), facts()));
}

TEST_CASE("a condition does not hold where one of its parts does not")
{
    CHECK_FALSE(holds(json(R"({"page": "print"})"), facts()));
    CHECK_FALSE(holds(json(R"({"page": "fault", "act": "clear-jam"})"), facts()));
    CHECK_FALSE(holds(json(R"({"device": {"role": "printer", "obstacle": ""}})"), facts()));
    CHECK_FALSE(holds(json(R"({"case": {"outcome": "done"}})"), facts()));
    CHECK_FALSE(holds(json(R"({"stock": {"what": "voided"}})"), facts()));
}

TEST_CASE("two halves of two operations are no whole one")
{
    CHECK_FALSE(holds(json(R"({"audit": {"what": "self-test", "result": "ok"}})"), facts()));
}

TEST_CASE("where nothing is known nothing holds, not even that all is well")
{
    const QJsonObject nothing;
    CHECK_FALSE(holds(json(R"({"page": "attract"})"), nothing));
    CHECK_FALSE(holds(json(R"({"device": {"role": "reader", "obstacle": ""}})"), nothing));
    CHECK_FALSE(holds(json(R"({"device": {"role": "reader"}})"), nothing));
    CHECK_FALSE(holds(json(R"({"act": "load-paper"})"), nothing));
}
