#include <kiosk/hal/device_condition.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

QJsonObject device(const char *text)
{
    return QJsonDocument::fromJson(text).object();
}

/// "error paperOut"
QString told(const char *text)
{
    const DeviceCondition condition = conditionOf(device(text));
    return condition.what + u' ' + condition.word;
}

} // namespace

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

TEST_CASE("how a device is, for its history: why it cannot be used, what runs low, or that all is well")
{
    CHECK(told(R"({"state": "online", "status": {"paper": {"main": "full"}}})") == u"state online");
    CHECK(told(R"({"state": "online", "status": {"paper": {"main": "full", "two": "low"}}})") ==
          u"supply paper");
    CHECK(told(R"({"state": "online", "status": {"supply": "onBattery"}})") == u"supply supply");
    CHECK(told(R"({"state": "online", "status": {"supply": "lowBattery"}})") == u"supply supply-lowBattery");
    CHECK(told(R"({"state": "online", "status": {"paper": "low", "toner": "low"}})") ==
          u"supply paper-toner");
    CHECK(told(R"({"state": "online", "status": {"paper": {"main": "full", "two": "out"}}})") ==
          u"supply paper-out");
    CHECK(told(R"({"state": "online", "status": {"paper": {"main": "out"}}})") == u"error paperOut");
    CHECK(told(R"({"state": "noDevice"})") == u"error noDevice");
    // What passes by itself, or a citizen uses, is no event.
    CHECK(told(R"({"state": "starting"})") == u" ");
    CHECK(told(R"({"state": "deviceBusy"})") == u" ");
}

TEST_CASE("a dispenser that runs out of cards is not well again, nor one whose bin is full")
{
    const auto units = [](const char *stack, const char *bin) {
        return told(
            qUtf8Printable(QStringLiteral(R"({"state": "online", "status": {"media": "notPresent", "units": {
                "stack": {"status": "ok", "replenishment": "%1"},
                "bin": {"status": "ok", "replenishment": "%2", "count": 3}}}})")
                               .arg(QLatin1String(stack), QLatin1String(bin))));
    };
    CHECK(units("ok", "ok") == u"state online");
    CHECK(units("full", "ok") == u"state online");
    CHECK(units("low", "ok") == u"supply units");
    CHECK(units("empty", "ok") == u"supply units-empty");
    CHECK(units("low", "full") == u"supply units-full");
}

TEST_CASE("of several printers a citizen gets the first that can be used, and plain A4")
{
    const auto served = [](const char *devices, QStringView deviceClass = u"document-printer") {
        return deviceOfClass(QJsonDocument::fromJson(devices).array(), deviceClass)[u"id"].toString();
    };
    CHECK(served("[]").isEmpty());
    CHECK(served(R"([{"id": "one", "class": "id-card-reader", "state": "online"}])").isEmpty());
    CHECK(served(R"([{"id": "a", "class": "document-printer", "state": "online"},
                     {"id": "b", "class": "document-printer", "state": "online"}])") == u"a");
    CHECK(served(R"([{"id": "a", "class": "document-printer", "state": "noDevice"},
                     {"id": "b", "class": "document-printer", "state": "online"}])") == u"b");
    // Where none can be used, it is the first whose trouble is told.
    CHECK(served(R"([{"id": "a", "class": "document-printer", "state": "online", "status": {"paper": "out"}},
                     {"id": "b", "class": "document-printer", "state": "noDevice"}])") == u"a");
    // Wherever that printer stands in the list, and before one that nothing is known of.
    CHECK(served(R"([{"id": "a3", "class": "document-printer", "state": "online",
                      "papers": {"main": "iso_a3_297x420mm"}},
                     {"id": "blanks", "class": "document-printer", "state": "online", "papers": {}},
                     {"id": "refused", "class": "document-printer", "state": "noDevice"},
                     {"id": "a4", "class": "document-printer", "state": "noDevice",
                      "papers": {"one": "iso_a3_297x420mm", "two": "iso_a4_210x297mm"}}])") == u"a4");
    // Its other trays do not help a document.
    CHECK(served(R"([{"id": "a", "class": "document-printer", "state": "online",
                      "papers": {"plain": "iso_a4_210x297mm", "large": "iso_a3_297x420mm"},
                      "status": {"paper": {"plain": "out", "large": "full", "blanks": "full"}}},
                     {"id": "b", "class": "document-printer", "state": "online",
                      "papers": {"main": "iso_a4_210x297mm"}}])") == u"b");
    // A card lies on one reader, whatever becomes of it.
    CHECK(served(R"([{"id": "one", "class": "id-card-reader", "state": "noDevice"},
                     {"id": "two", "class": "id-card-reader", "state": "online"}])",
                 u"id-card-reader") == u"one");
}
