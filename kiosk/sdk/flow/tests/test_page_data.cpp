#include <kiosk/sdk/flow/page_data.h>

#include <QJsonArray>
#include <QJsonDocument>

#include <catch2/catch.hpp>

using namespace kiosk::sdk;

namespace
{

QJsonObject json(const char *text)
{
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(text, &error);
    INFO(error.errorString().toStdString());
    REQUIRE(document.isObject());
    return document.object();
}

const QJsonObject item = QJsonDocument::fromJson(R"({"name": "样例", "kiosk": {"max_copies": 3},
    "i18n": {"en": {"texts": {"失业保险": "Unemployment", "月份": "Month", "没有": "None"}}}})")
                             .object();

QVariantMap shown(const char *step, const char *known, const QString &language = QStringLiteral("zh"))
{
    const QJsonObject brought = json(known);
    return PageData(item, brought, language).of(json(step));
}

QVariantMap first(const QVariant &list)
{
    REQUIRE_FALSE(list.toList().isEmpty());
    return list.toList().first().toMap();
}

QVariantMap found(const char *fields, const QVariantMap &values)
{
    return findingsOf(QJsonDocument::fromJson(fields).array(), values, QStringLiteral("zh"));
}

} // namespace

TEST_CASE("values are written as people write them")
{
    const auto value = [](const char *field, const char *known) {
        const QByteArray step = QByteArray(R"({"id": "s", "type": "result", "fields": [)") + field + "]}";
        return first(shown(step.constData(), known)[QStringLiteral("fields")])[QStringLiteral("value")]
            .toString();
    };
    CHECK(value(R"({"label": "a", "widget": "amount", "value": "$q.a"})", R"({"q": {"a": 812345}})") ==
          u"¥8,123.45");
    CHECK(value(R"({"label": "a", "widget": "amount", "value": "$q.a"})", R"({"q": {"a": "812345"}})") ==
          u"—");
    CHECK(value(R"({"label": "a", "widget": "ym", "value": "$q.a"})", R"({"q": {"a": "2026-01"}})") ==
          u"2026年1月");
    CHECK(value(R"({"label": "a", "widget": "ym", "value": "$q.a"})", R"({"q": {"a": "soon"}})") == u"soon");
    CHECK(value(R"({"label": "a", "widget": "date", "value": "$q.a"})", R"({"q": {"a": "2026-01-02"}})") ==
          u"2026年01月02日");
    CHECK(value(R"({"label": "a", "widget": "text", "value": "$q.gone", "empty": "长期"})", "{}") == u"长期");
}

TEST_CASE("what can be chosen is what the citizen has, and months are counted from today")
{
    const QVariantMap data = shown(
        R"({"id": "params", "type": "form", "partial": "$q.down", "fields": [
            {"key": "kinds", "label": "险种", "widget": "chips", "options": "$q.names", "multi": true,
             "default": ["$q.names.0"]},
            {"key": "from", "label": "起", "widget": "ym", "earliest": "$q.first", "latest": "now", "default": "-23m"},
            {"key": "to", "label": "止", "widget": "ym", "earliest": "$q.first", "latest": "now", "default": "now"}]})",
        R"({"now": "2026-11-30T10:24:00", "q": {"names": ["失业保险"], "first": "2025-03", "down": ["工伤保险"]}})",
        QStringLiteral("en"));
    const QVariantList fields = data[QStringLiteral("fields")].toList();
    const QVariantMap option = first(fields[0].toMap()[QStringLiteral("options")]);
    CHECK(option[QStringLiteral("value")] == QStringLiteral("失业保险"));
    CHECK(option[QStringLiteral("text")] == QStringLiteral("Unemployment"));
    CHECK(fields[0].toMap()[QStringLiteral("default")].toStringList() ==
          QStringList{QStringLiteral("失业保险")});
    CHECK(fields[1].toMap()[QStringLiteral("default")] == QStringLiteral("2025-03")); // not before the first
    CHECK(fields[1].toMap()[QStringLiteral("latest")] == QStringLiteral("2026-11"));
    CHECK(fields[2].toMap()[QStringLiteral("default")] == QStringLiteral("2026-11"));
    CHECK(data[QStringLiteral("unavailable")].toStringList() == QStringList{QStringLiteral("工伤保险")});
}

TEST_CASE("each entry of a list is a card with its state, or a row of a table")
{
    const char *known = R"({"q": {"list": [
        {"insurance": "失业保险", "status": "参保缴费", "place": "示例区", "base": 100, "month": "2026-11"},
        {"insurance": "工伤保险", "status": "新状态", "place": null, "base": 200, "month": "2026-10"}]}})";
    const QVariantList cards =
        shown(R"({"id": "s", "type": "result", "records": {"of": "$q.list", "title": "insurance",
                 "state": "status", "tones": {"参保缴费": "success"},
                 "fields": [{"key": "place", "label": "地"}, {"key": "base", "label": "基数", "widget": "amount",
                             "mask": "amount"}]}})",
              known, QStringLiteral("en"))[QStringLiteral("records")]
            .toList();
    REQUIRE(cards.size() == 2);
    CHECK(first(cards)[QStringLiteral("title")] == QStringLiteral("Unemployment"));
    CHECK(first(cards)[QStringLiteral("tone")] == QStringLiteral("success"));
    const QVariantMap second = cards[1].toMap();
    CHECK(second[QStringLiteral("tone")] == QStringLiteral("info"));
    REQUIRE(second[QStringLiteral("fields")].toList().size() == 1); // what it does not have takes no room
    const QVariantMap amount = first(second[QStringLiteral("fields")]);
    CHECK(amount[QStringLiteral("value")] == QStringLiteral("¥2.00"));
    CHECK(amount[QStringLiteral("masked")] == QStringLiteral("••••"));

    const QVariantMap data = shown(R"({"id": "s", "type": "result", "ends": "take", "table": {"of": "$q.list",
        "empty": "没有", "columns": [{"key": "month", "label": "月份", "widget": "ym"},
        {"key": "base", "label": "基数", "widget": "amount", "mask": "amount", "share": 3}]}})",
                                   known, QStringLiteral("en"));
    CHECK(data[QStringLiteral("ends")].toBool());
    CHECK(data[QStringLiteral("empty")] == QStringLiteral("None"));
    const QVariantMap table = data[QStringLiteral("table")].toMap();
    CHECK(first(table[QStringLiteral("columns")])[QStringLiteral("label")] == QStringLiteral("Month"));
    CHECK(table[QStringLiteral("columns")].toList()[1].toMap()[QStringLiteral("right")].toBool());
    REQUIRE(table[QStringLiteral("rows")].toList().size() == 2);
    const QVariantList row = table[QStringLiteral("rows")].toList()[1].toList();
    CHECK(row[0].toMap()[QStringLiteral("value")] == QStringLiteral("2026-10"));
    CHECK(row[1].toMap()[QStringLiteral("value")] == QStringLiteral("2.00")); // its head says yuan
    CHECK(row[1].toMap()[QStringLiteral("masked")] == QStringLiteral("••••"));
}

TEST_CASE("a list that the platform did not send is an empty one")
{
    const char *step = R"({"id": "s", "type": "result", "records": {"of": "$q.list", "title": "t",
        "fields": [{"key": "a", "label": "a"}]}})";
    CHECK(shown(step, R"({"q": {"list": null}})")[QStringLiteral("records")].toList().isEmpty());
    CHECK(shown(step, R"({"q": {"list": "x"}})")[QStringLiteral("records")].toList().isEmpty());
    CHECK(shown(step, R"({"q": {"list": [null, 3, "x"]}})")[QStringLiteral("records")].toList().size() == 3);
}

TEST_CASE("a form says in words what is wrong with a field")
{
    const char *span = R"([{"key": "from", "widget": "ym", "earliest": "2015-07", "latest": "2026-11"},
                           {"key": "to", "widget": "ym", "earliest": "2015-07", "latest": "2026-11", "from": "from",
                            "months": 24}])";
    const auto said = [&](const char *from, const char *to) {
        const QVariantMap findings = found(span, {{QStringLiteral("from"), QString::fromUtf8(from)},
                                                  {QStringLiteral("to"), QString::fromUtf8(to)}});
        return QStringList{findings[QStringLiteral("from")].toString(),
                           findings[QStringLiteral("to")].toString()}
            .join(u'|');
    };
    CHECK(said("2025-01", "2026-11") == u"|");
    CHECK(said("2024-12", "2026-11") == u"|"); // 24 months
    CHECK(said("2024-11", "2026-11") == u"|一次最多查 24 个月");
    CHECK(said("2015-06", "2015-08") == u"最早只能选 2015年7月|");
    CHECK(said("2026-11", "2026-12") == u"|最晚只能选 2026年11月");
    CHECK(said("2026-11", "2026-10") == u"|结束不能早于开始");

    const char *numbers = R"([{"key": "id", "widget": "idno"}, {"key": "code", "widget": "uscc"},
                              {"key": "why", "widget": "text", "required": true, "max_length": 4},
                              {"key": "kinds", "widget": "chips", "multi": true, "required": true}])";
    const QVariantMap wrong = found(numbers, {{QStringLiteral("id"), QStringLiteral("990000199001010018")},
                                              {QStringLiteral("code"), QStringLiteral("91990000MA0TE5T164")},
                                              {QStringLiteral("why"), QStringLiteral("一二三四五")},
                                              {QStringLiteral("kinds"), QVariantList()}});
    CHECK(wrong.keys() == QStringList{QStringLiteral("code"), QStringLiteral("id"), QStringLiteral("kinds"),
                                      QStringLiteral("why")});
    CHECK(found(numbers, {{QStringLiteral("id"), QStringLiteral("990000199001010017")},
                          {QStringLiteral("code"), QStringLiteral("91990000MA0TE5T163")},
                          {QStringLiteral("why"), QStringLiteral("一二三四")},
                          {QStringLiteral("kinds"), QVariantList{QStringLiteral("a")}}})
              .isEmpty());
}
