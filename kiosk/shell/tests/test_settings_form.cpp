#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/shell/diagnostics/settings_form.h>

#include <catch2/catch.hpp>

#include <QDir>
#include <QJsonArray>
#include <QJsonDocument>

using namespace kiosk;
using namespace kiosk::shell;

namespace
{

SettingsForm form()
{
    SettingsForm form;
    form.show(QJsonDocument::fromJson(R"({
        "settings": [
            {"name": "wait_ms", "title": "等待的时间", "type": "integer", "minimum": 300, "maximum": 5000, "unit": "ms", "value": 400, "changed": true},
            {"name": "qr", "title": "二维码由谁生成", "type": "string", "enum": ["auto", "command"], "words": {"auto": "自动", "command": "打印机"}, "value": "auto", "changed": false},
            {"name": "aim", "type": "boolean", "value": false, "changed": false},
            {"name": "prefix", "type": "string", "pattern": "^([0-9A-F]{2})*$", "value": "", "changed": false},
            {"name": "library", "type": "string", "fixed": true, "value": "/usr/lib/a.so", "changed": false},
            {"name": "keys", "type": "array", "value": [], "changed": false}],
        "change": {"state": "kept", "values": [{"name": "wait_ms", "before": 300, "after": 400}]}})")
                  .object());
    return form;
}

QVariantMap field(const SettingsForm &form, const QString &name)
{
    for (const QVariant &value : form.fields()) {
        if (value.toMap()["name"].toString() == name)
            return value.toMap();
    }
    return {};
}

} // namespace

TEST_CASE("a device's settings are a form in a technician's words")
{
    const SettingsForm shown = form();
    CHECK(shown.fields().size() == 6);
    const QVariantMap wait = field(shown, "wait_ms");
    CHECK(wait["kind"].toString() == "number");
    CHECK(wait["text"].toString() == "400 ms");
    CHECK(wait["limits"].toString() == "300—5000 ms");
    CHECK(wait["local"].toBool());
    CHECK(field(shown, "qr")["text"].toString() == "自动");
    CHECK(field(shown, "qr")["options"].toList().size() == 2);
    CHECK(field(shown, "aim")["text"].toString() == "关");
    CHECK(field(shown, "aim")["title"].toString() == "aim");
    CHECK(field(shown, "prefix")["kind"].toString() == "text");
    CHECK(field(shown, "prefix")["text"].toString() == "（空）");
    CHECK(field(shown, "keys")["kind"].toString() == "fixed");
    CHECK(field(shown, "keys")["text"].toString() == "在 devices.yaml 里改");
    CHECK(field(shown, "library")["kind"].toString() == "fixed");
    CHECK(field(shown, "library")["text"].toString() == "/usr/lib/a.so");
    const QVariantMap last = shown.lastDifferences().first().toMap();
    CHECK(last["before"].toString() == "300 ms");
    CHECK(last["after"].toString() == "400 ms");
}

TEST_CASE(
    "what was typed is a difference until it is what was there before, and what does not fit is not taken")
{
    SettingsForm shown = form();
    for (const char *text : {"299", "5001", "", "4e2", "-400", "99999999999999999999"}) {
        CAPTURE(text);
        CHECK(shown.complaint("wait_ms", text).contains("300—5000 ms"));
        shown.set("wait_ms", text);
        CHECK(shown.differences().isEmpty());
    }
    CHECK_FALSE(shown.complaint("prefix", "1").isEmpty());
    CHECK_FALSE(shown.complaint("qr", "other").isEmpty());
    CHECK_FALSE(shown.complaint("keys", "[]").isEmpty());
    CHECK_FALSE(shown.complaint("library", "/tmp/a.so").isEmpty());
    CHECK_FALSE(shown.complaint("no-such", "1").isEmpty());

    shown.set("wait_ms", "500");
    shown.set("aim", "true");
    shown.set("qr", "command");
    shown.set("prefix", "0D");
    CHECK(field(shown, "wait_ms")["edited"].toBool());
    CHECK(field(shown, "wait_ms")["text"].toString() == "500 ms");
    CHECK(QJsonDocument(shown.edits()).toJson(QJsonDocument::Compact) ==
          R"({"aim":true,"prefix":"0D","qr":"command","wait_ms":500})");
    const QVariantMap wait = shown.differences().last().toMap();
    CHECK(wait["title"].toString() == "等待的时间");
    CHECK(wait["before"].toString() == "400 ms");
    CHECK(wait["after"].toString() == "500 ms");
    shown.set("wait_ms", "400");
    shown.set("aim", "false");
    CHECK(shown.differences().size() == 2);
    shown.forgetEdits();
    CHECK(shown.edits().isEmpty());
}

TEST_CASE("every setting of every driver has a title, and words for every value it knows words for")
{
    const QDir drivers(paths::share(QStringLiteral("drivers")));
    REQUIRE_FALSE(drivers.isEmpty());
    for (const QString &driver : drivers.entryList(QDir::Dirs | QDir::NoDotAndDotDot)) {
        const auto manifest = YamlDocument::load(drivers.filePath(driver + "/driver.yaml"));
        REQUIRE(manifest);
        const QJsonObject settings = manifest->root()[u"settings"].toObject();
        for (auto setting = settings.begin(); setting != settings.end(); ++setting) {
            CAPTURE(driver.toStdString(), setting.key().toStdString());
            CHECK_FALSE((*setting)[u"title"].toString().isEmpty());
            const QJsonObject words = (*setting)[u"words"].toObject();
            for (const auto &value : (*setting)[u"enum"].toArray())
                CHECK((words.isEmpty() || words.contains(value.toVariant().toString())));
        }
    }
}
