#include <kiosk/sdk/flow/expressions.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using kiosk::sdk::resolve;

TEST_CASE("a value is put in with its type, inside a text as text")
{
    const QJsonObject known{
        {QStringLiteral("q"), QJsonObject{{QStringLiteral("name"), QStringLiteral("张测试")},
                                          {QStringLiteral("n"), 3},
                                          {QStringLiteral("list"), QJsonArray{1, 2}}}}};
    CHECK(resolve(QStringLiteral("$q.name"), known) == QStringLiteral("张测试"));
    CHECK(resolve(QStringLiteral("$q.n"), known) == 3);
    CHECK(resolve(QStringLiteral("$q.list.1"), known) == 2);
    CHECK(resolve(QStringLiteral("${q.name}，${q.n} 份"), known) == QStringLiteral("张测试，3 份"));
    CHECK(resolve(QStringLiteral("$q.missing.deep"), known).isNull());
    CHECK(resolve(QStringLiteral("100$"), known) == QStringLiteral("100$"));
    const QJsonObject nested{{QStringLiteral("a"), QJsonArray{QStringLiteral("$q.n")}}};
    CHECK(resolve(nested, known)[u"a"][0] == 3);
}

TEST_CASE("what a citizen typed is never taken for an expression")
{
    const QJsonObject known{{QStringLiteral("p"), QStringLiteral("$secret")}, {QStringLiteral("secret"), 1}};
    CHECK(resolve(QStringLiteral("$p"), known) == QStringLiteral("$secret"));
    CHECK(resolve(QStringLiteral("[${p}]"), known) == QStringLiteral("[$secret]"));
}
