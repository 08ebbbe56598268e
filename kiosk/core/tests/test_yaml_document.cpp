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
    CHECK(broken.error().detail.startsWith(u"x.yaml:3: "));
    CHECK_FALSE(YamlDocument::parse("- 1\n", QStringLiteral("x.yaml")));
    for (const char *text :
         {"", "a: 1\n---\nb: 2\n", "a: *nowhere\n", "? [a]\n: 1\n", "a: \"\xff\"\n", "a: \x01\n"})
        CHECK_FALSE(YamlDocument::parse(text, QStringLiteral("x.yaml")));
}

TEST_CASE("text in blocks and quotes is text, and an alias what its anchor is")
{
    const auto root =
        parsed("a: |\n  1\n  2\nb: >-\n  x\n  y\nc: ''\nd: &n {k: [1, 2]}\ne: *n\nf: '1'\n").root();
    CHECK(root[u"a"].toString() == u"1\n2\n");
    CHECK(root[u"b"].toString() == u"x y");
    CHECK(root[u"c"].isString());
    CHECK(root[u"e"] == root[u"d"]);
    CHECK(root[u"e"][u"k"].toArray().size() == 2);
    CHECK(root[u"f"].isString());
}

TEST_CASE("a few lines do not stand for billions of values, nor for a nest without a bottom")
{
    QByteArray bomb("a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n");
    for (int i = 1; i < 10; ++i) {
        const QByteArray before = "*a" + QByteArray::number(i - 1);
        bomb += "a" + QByteArray::number(i) + ": &a" + QByteArray::number(i) + " [" +
                QByteArrayList(10, before).join(", ") + "]\n";
    }
    const auto bombed = YamlDocument::parse(bomb, QStringLiteral("x.yaml"));
    REQUIRE_FALSE(bombed);
    CHECK(bombed.error().detail == u"x.yaml:6: more than 500000 values");
    const auto nested = YamlDocument::parse("a: " + QByteArray(1000, '['), QStringLiteral("x.yaml"));
    REQUIRE_FALSE(nested);
    CHECK(nested.error().detail == u"x.yaml:1: nested too deeply");
}
