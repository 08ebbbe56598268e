#include <kiosk/core/error_catalogue.h>
#include <kiosk/core/paths.h>
#include <kiosk/core/yaml_document.h>
#include <kiosk/shell/diagnostics/device_row.h>
#include <kiosk/shell/diagnostics/knock.h>
#include <kiosk/shell/diagnostics/picture_verdict.h>

#include <catch2/catch.hpp>

#include <QBuffer>
#include <QImage>
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

/// A picture with squares of this size and these two greys; blurred by making it small and large again.
QByteArray picture(int square, int dark, int light, bool blurred = false)
{
    QImage image(640, 480, QImage::Format_Grayscale8);
    for (int y = 0; y < image.height(); ++y) {
        for (int x = 0; x < image.width(); ++x)
            image.scanLine(y)[x] = uchar((x / square + y / square) % 2 == 0 ? dark : light);
    }
    if (blurred)
        image = image.scaled(40, 30, Qt::IgnoreAspectRatio, Qt::SmoothTransformation)
                    .scaled(640, 480, Qt::IgnoreAspectRatio, Qt::SmoothTransformation);
    QByteArray data;
    QBuffer buffer(&data);
    image.save(&buffer, "JPEG", 90);
    return data;
}

} // namespace

TEST_CASE("a camera's picture is judged in words that say what to do")
{
    CHECK(judgePicture(picture(160, 60, 180)).complaint().isEmpty());
    CHECK(judgePicture(picture(40, 60, 180)).width == 640);
    CHECK(judgePicture(picture(160, 60, 180, true)).complaint().contains(QStringLiteral("模糊")));
    CHECK(judgePicture(picture(40, 5, 40)).complaint().contains(QStringLiteral("太暗")));
    CHECK(judgePicture(picture(40, 220, 255)).complaint().contains(QStringLiteral("太亮")));
    CHECK(judgePicture(picture(40, 128, 130)).complaint().contains(QStringLiteral("没有内容")));
    CHECK(judgePicture("no picture").complaint().contains(QStringLiteral("无法读取")));
    CHECK_FALSE(judgePicture({}).good());
}

TEST_CASE("of two devices of one class each is named with its id, one alone is not")
{
    const auto words = DeviceWords::load();
    REQUIRE(words);
    const auto printer = [](const char *id, const char *deviceClass = "document-printer") {
        return QJsonObject{{QStringLiteral("id"), QLatin1String(id)},
                           {QStringLiteral("class"), QLatin1String(deviceClass)},
                           {QStringLiteral("state"), QStringLiteral("online")}};
    };
    const QJsonArray list{printer("a4"), printer("licence"), printer("photo", "photo-printer")};
    CHECK(rowOf(list[1].toObject(), *words, list).name ==
          words->name(QStringLiteral("document-printer")) + QStringLiteral(" licence"));
    CHECK(rowOf(list[2].toObject(), *words, list).name == words->name(QStringLiteral("photo-printer")));
}

TEST_CASE("every class has a self-test, an operation of its that needs no case of a citizen's")
{
    const auto words = DeviceWords::load();
    const auto classes = YamlDocument::load(paths::share(QStringLiteral("device_classes.yaml")));
    REQUIRE(words);
    REQUIRE(classes);
    const QJsonObject all = classes->root()[u"classes"].toObject();
    QStringList without;
    for (auto entry = all.begin(); entry != all.end(); ++entry) {
        CAPTURE(entry.key().toStdString());
        const QJsonArray steps = words->test(entry.key())[u"steps"].toArray();
        if (steps.isEmpty())
            without.append(entry.key());
        for (const auto &step : steps) {
            if (step[u"operation"].isUndefined())
                continue; // only watches
            const QString deviceClass = step[u"device"].toString(entry.key());
            const QJsonValue operation = all[deviceClass][u"operations"][step[u"operation"].toString()];
            REQUIRE(operation.isObject());
            CHECK_FALSE(operation.toObject().contains(QStringLiteral("journal")));
        }
    }
    CHECK(without.isEmpty());
}

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
    CHECK(good.name == "打印机");
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
    const DeviceRow neglected = row(R"({"id": "a4", "class": "document-printer", "state": "online",
                                        "status": {"device": "online"}, "overdue": ["cleanPaperPath"]})");
    CHECK(neglected.level == DeviceRow::Level::Attention);
    CHECK(neglected.word == "保养到期");
    CHECK(neglected.todo.startsWith("清洁走纸通道"));
    CHECK(
        row(R"({"id": "a4", "class": "document-printer", "state": "noDevice", "overdue": ["cleanPaperPath"]})")
            .word == "已断开");
    CHECK(row(R"({"id": "x", "class": "never-heard-of", "state": "online"})").name == "never-heard-of");
}

TEST_CASE("who a device is, as far as it says")
{
    const auto words = DeviceWords::load();
    REQUIRE(words);
    const auto told =
        QJsonDocument::fromJson(R"({"identity": {"firmware": "2.1", "maker": "Bianmin"}})").object();
    const QVariantList identity = words->identity(told);
    REQUIRE(identity.size() == 2);
    CHECK(identity[0].toMap()["name"].toString() == "厂家");
    CHECK(identity[1].toMap()["value"].toString() == "2.1");
    CHECK(words->identity({}).isEmpty());
}

TEST_CASE("an event of a device in a technician's words")
{
    const auto words = DeviceWords::load();
    REQUIRE(words);
    CHECK(words->event("error", "paperOut") ==
          "不能用：" + describe(error::paperOut).technician + "（" + describe(error::paperOut).number + "）");
    CHECK(words->event("state", "online") == "能用了");
    CHECK(words->event("supply", "paper") == "纸将尽");
    CHECK(words->event("supply", "paper-toner") == "纸将尽，碳粉将尽");
    CHECK(words->event("supply", "units-empty") == "卡箱待理，已空");
    CHECK(words->event("supply", "supply-lowBattery") == "用电池中，电池快没电");
    CHECK(words->event("self-test", "ok") == "自检：成功");
    CHECK(words->event("self-test", "notGood") == "自检：未成");
    CHECK(words->event("settings", "kept") == "改设置：已生效");
    CHECK(words->event("maintenance", "cleanLens") == "已保养：清洁镜头");
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
        for (const QString &counter : table[name][u"counters"].toObject().keys())
            CHECK(words->counter(counter) != counter);
        for (const QString &task : table[name][u"maintenance"].toObject().keys())
            CHECK(words->task(task) != task);
    }
    const auto file = YamlDocument::load(paths::share("diagnostics.yaml"));
    REQUIRE(file);
    for (const QString &code : file->root()[u"states"].toObject().keys()) {
        CAPTURE(code.toStdString());
        CHECK((code == "other" || findError(code) != nullptr));
    }
}
