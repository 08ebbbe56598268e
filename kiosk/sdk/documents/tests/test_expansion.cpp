#include <kiosk/core/error_catalogue.h>
#include <kiosk/sdk/documents/expansion.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::documents;

namespace
{

std::string expanded(const char *text, const QJsonObject &data, const QSet<QString> &images = {})
{
    const Result<Expansion> result = expand(text, data, images);
    return result ? result->xml.toStdString() : "! " + result.error().detail.toStdString();
}

} // namespace

TEST_CASE("values are put in and escaped")
{
    const QJsonObject data{
        {QStringLiteral("name"), QStringLiteral("<张&\"测试'>")},
        {QStringLiteral("count"), 3},
        {QStringLiteral("ratio"), 0.25},
        {QStringLiteral("empty"), QString()},
        {QStringLiteral("address"), QStringLiteral("一\r\n二\t三")},
        {QStringLiteral("card"), QJsonObject{{QStringLiteral("sex"), QStringLiteral("女")}}}};
    CHECK(expanded("{{name}}", data) == "&#60;张&#38;&#34;测试&#39;&#62;");
    CHECK(expanded("{{ count }}/{{ratio}}/{{empty}}/{{card.sex}}", data) == "3/0.25//女");
    CHECK(expanded("{{address}}", data) == "一\u2028二 三");
    CHECK(expanded("a{{! a remark }}b", data) == "ab");
}

TEST_CASE("dates are written as paper has them")
{
    const QJsonObject data{{QStringLiteral("day"), QStringLiteral("2026-11-03")},
                           {QStringLiteral("moment"), QStringLiteral("2026-11-23T10:24:59+08:00")},
                           {QStringLiteral("word"), QStringLiteral("昨天")}};
    CHECK(expanded("{{day | date}} {{day|dots}} {{moment | time}}", data) ==
          "2026年11月3日 2026.11.03 2026-11-23 10:24");
    CHECK(expanded("\n{{word | date}}", data) == "! line 2: {{word}} is not a date");
    CHECK(expanded("{{day | week}}", data) == "! line 1: “week” is no format (date, dots, month, time, money)");
}

TEST_CASE("sections repeat, choose and see images")
{
    const QJsonArray rows{QJsonObject{{QStringLiteral("n"), 1}}, QJsonObject{{QStringLiteral("n"), 2}}};
    const QJsonObject data{{QStringLiteral("rows"), rows},
                           {QStringLiteral("unit"), QStringLiteral("元")},
                           {QStringLiteral("to"), QJsonValue::Null},
                           {QStringLiteral("words"), QJsonArray{QStringLiteral("甲"), QStringLiteral("乙")}}};
    CHECK(expanded("{{#rows}}[{{n}}{{unit}}]{{/rows}}", data) == "[1元][2元]");
    CHECK(expanded("{{#words}}{{.}};{{/words}}", data) == "甲;乙;");
    CHECK(expanded("{{#to}}{{to}}{{/to}}{{^to}}长期{{/to}}", data) == "长期");
    CHECK(expanded("{{#photo}}有{{/photo}}{{^photo}}无{{/photo}}", data) == "无");
    CHECK(expanded("{{#photo}}有{{/photo}}{{^photo}}无{{/photo}}", data, {QStringLiteral("photo")}) == "有");
    CHECK(expanded("{{^to}}{{#never}}{{missing}}{{/never}}ok{{/to}}", data) == "ok");
}

TEST_CASE("what is wrong is told with the template's line and never with a value")
{
    const QJsonObject data{{QStringLiteral("secret"), QStringLiteral("990000199001010017\u0001")},
                           {QStringLiteral("list"), QJsonArray{1}},
                           {QStringLiteral("three"), QJsonArray{1, 2, 3}}};
    CHECK(expanded("\n\n{{name}}", data) == "! line 3: {{name}} is missing");
    CHECK(expanded("{{secret}}", data) == "! line 1: {{secret}} holds a character that cannot be printed");
    CHECK(expanded("{{list}}", data) == "! line 1: {{list}} is neither text nor number");
    CHECK(expanded("{{#list}}\n", data) == "! line 1: section {{#list}} is not closed");
    CHECK(expanded("\n{{/list}}", data) == "! line 2: {{/list}} closes no section");
    CHECK(expanded("{{#list}}{{/three}}", data) == "! line 1: {{/three}} closes no section");
    CHECK(expanded("{{", data) == "! line 1: {{ is not closed");
    for (const char *unsafe : {"{{{secret}}}", "{{& secret}}", "{{> part}}", "{{=<% %>=}}", "{{}}"})
        CHECK_THAT(expanded(unsafe, data), Catch::StartsWith("! line 1: {{…}} holds no name"));
    // The third pass over the section fails, on its second line.
    CHECK(expanded("{{#three}}\n{{.}}{{gone}}\n{{/three}}", data) == "! line 2: {{gone}} is missing");
}

TEST_CASE("a template cannot grow without bounds")
{
    QJsonArray many;
    for (int i = 0; i < 200; ++i)
        many.append(i);
    const QJsonObject data{{QStringLiteral("m"), many}};
    QByteArray nested = "x";
    for (int i = 0; i < 6; ++i)
        nested = "{{#m}}" + nested + "{{/m}}";
    CHECK_THAT(expanded(nested.constData(), data), Catch::EndsWith("the template expands to too much"));
    for (int i = 0; i < 60; ++i)
        nested = "{{#m}}" + nested + "{{/m}}";
    CHECK_THAT(expanded(nested.constData(), data), Catch::EndsWith("sections are nested too deeply"));
    CHECK_THAT(expanded(QByteArray(300'000, 'x').constData(), data), Catch::EndsWith("larger than 256 KiB"));
}

TEST_CASE("each line of the expansion knows its line of the template")
{
    const QJsonObject data{{QStringLiteral("rows"), QJsonArray{1, 2}}};
    const Result<Expansion> result = expand("a\n{{#rows}}b\nc\n{{/rows}}d\n", data, {});
    REQUIRE(result);
    CHECK(result->xml == "a\nb\nc\nb\nc\nd\n");
    const std::vector<int> wanted{1, 2, 3, 2, 3, 4};
    for (std::size_t i = 0; i < wanted.size(); ++i)
        CHECK(result->templateLine(qint64(i) + 1) == wanted[i]);
}
