#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/shell/diagnostics/device_row.h>
#include <kiosk/shell/diagnostics/knock.h>

#include <catch2/catch.hpp>

#include <QJsonArray>
#include <QJsonDocument>

using namespace kiosk;
using namespace kiosk::shell;
using namespace std::chrono_literals;

namespace
{

/// "mmmccc": touches on mark and clock, "." a pause that is too long. How often it let somebody in.
int knocked(const char *touches)
{
    Knock knock;
    std::chrono::steady_clock::time_point now{};
    int entries = 0;
    for (; *touches != 0; ++touches) {
        now += *touches == '.' ? Knock::pause + 1ms : 500ms;
        if (*touches != '.' && knock.touched(*touches == 'm' ? Knock::Place::Mark : Knock::Place::Clock, now))
            ++entries;
    }
    return entries;
}

DeviceRow row(const char *json)
{
    const auto words = DeviceWords::load();
    REQUIRE(words);
    return rowOf(QJsonDocument::fromJson(json).object(), *words);
}

} // namespace

TEST_CASE("the way in is three touches on the mark and three on the clock")
{
    CHECK(knocked("mmmccc") == 1);
    CHECK(knocked("mmmcccmmmccc") == 2);
    for (const char *touches :
         {"mmmcc", "mmccc", "cccmmm", "mmmmccc", "mmm.ccc", "mmmc.cc", "mcmcmc", "ccc", "mmmcmcc"}) {
        CAPTURE(touches);
        CHECK(knocked(touches) == 0);
    }
    CHECK(knocked("mm.mmmccc") == 1); // after a slip
    CHECK(knocked("mmmcmmmccc") == 1);
}

TEST_CASE("a device in a technician's words")
{
    const DeviceRow good =
        row(R"({"id": "a4", "class": "document-printer", "driver": "cups", "state": "online",
                                   "status": {"device": "online", "paper": {"main": "full"}, "toner": "ok"}})");
    CHECK(good.level == DeviceRow::Level::Good);
    CHECK(good.name == "A4 打印机");
    CHECK(good.word == "正常");
    CHECK(good.todo.isEmpty());

    const DeviceRow low = row(R"({"id": "a4", "class": "document-printer", "state": "online",
                                  "status": {"device": "online", "paper": {"main": "full", "two": "out"}}})");
    CHECK(low.level == DeviceRow::Level::Attention);
    CHECK(low.word == "纸将尽");

    const DeviceRow out = row(R"({"id": "a4", "class": "document-printer", "state": "online",
                                  "status": {"device": "online", "paper": {"main": "out"}}, "message": "media-empty"})");
    CHECK(out.level == DeviceRow::Level::Failed);
    CHECK(out.word == "缺纸");
    CHECK(out.todo == describe(error::paperOut).remedy);
    CHECK(out.code == describe(error::paperOut).number);
    CHECK(out.detail == "media-empty");

    CHECK(row(R"({"id": "x", "class": "id-card-reader", "state": "noDevice"})").word == "已断开");
    CHECK(row(R"({"id": "x", "class": "id-card-reader", "state": "online",
                  "status": {"error": "protocolError"}})")
              .word == "故障");
    CHECK(row(R"({"id": "x", "class": "never-heard-of", "state": "online"})").name == "never-heard-of");
}

TEST_CASE("every device class has a name and an icon, every state of errors.yaml is one there is")
{
    const auto classes = YamlDocument::load(paths::share("device_classes.yaml"));
    REQUIRE(classes);
    const auto words = DeviceWords::load();
    REQUIRE(words);
    const QJsonObject table = classes->root()[u"classes"].toObject();
    CHECK(!table.isEmpty());
    for (const QString &name : table.keys()) {
        CAPTURE(name.toStdString());
        CHECK(words->name(name) != name);
        CHECK(words->icon(name).startsWith("dev-"));
    }
    const auto file = YamlDocument::load(paths::share("diagnostics.yaml"));
    REQUIRE(file);
    for (const QString &code : file->root()[u"states"].toObject().keys()) {
        CAPTURE(code.toStdString());
        CHECK((code == "other" || findError(code) != nullptr));
    }
}
