#include <kiosk/core/yaml_document.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;

static YamlDocument parsed(const char *text)
{
    auto document = YamlDocument::parse(text, QStringLiteral("test.yaml"));
    REQUIRE(document);
    return std::move(*document);
}

TEST_CASE("scalars follow the YAML 1.2 core schema")
{
    const auto root = parsed("a: 1\nb: no\nc: 010\nd: \"5\"\ne: ~\nf: true\ng: 1.5\nh: 0x0400\n").root();
    CHECK(root[u"a"].toInt() == 1);
    CHECK(root[u"b"].toString() == u"no");
    CHECK(root[u"c"].toString() == u"010");
    CHECK(root[u"d"].toString() == u"5");
    CHECK(root[u"e"].isNull());
    CHECK(root[u"f"].toBool());
    CHECK(root[u"g"].toDouble() == 1.5);
    CHECK(root[u"h"].toInt() == 1024);
}

TEST_CASE("findings name file, line and reason")
{
    const auto schema =
        parsed("type: object\nadditionalProperties: false\nrequired: [id]\n"
               "properties:\n  id: {type: string}\n  list: {type: array, items: {type: object, "
               "additionalProperties: false, properties: {n: {type: integer}}}}\n");
    CHECK(parsed("id: x\n").check(schema).isEmpty());

    auto findings = parsed("id: x\nlist:\n  - n: 1\n  - n: text\n").check(schema);
    REQUIRE_FALSE(findings.isEmpty());
    CHECK(findings.first().line == 4);

    findings = parsed("id: x\n\nbogus: 1\n").check(schema);
    REQUIRE(findings.size() == 1);
    CHECK(findings.first().text() == u"test.yaml:3: unknown key 'bogus'");

    findings = parsed("list: []\n").check(schema);
    REQUIRE(findings.size() == 1);
    CHECK(findings.first().reason == u"key 'id' is missing");

    findings = parsed("id: x\nid: y\n").check(schema);
    REQUIRE(findings.size() == 1);
    CHECK(findings.first().text() == u"test.yaml:2: key 'id' stands twice");
}

TEST_CASE("broken YAML is an error with its line")
{
    const auto broken = YamlDocument::parse("a: 1\nb: [\n", QStringLiteral("x.yaml"));
    REQUIRE_FALSE(broken);
    CHECK(broken.error().detail.startsWith(u"x.yaml:"));
    CHECK_FALSE(YamlDocument::parse("- 1\n", QStringLiteral("x.yaml")));
}
