#include <kiosk/shell/search_index.h>

#include <catch2/catch.hpp>

#include <QElapsedTimer>
#include <QJsonArray>

using kiosk::shell::SearchIndex;

namespace
{

/// An item as a packed manifest has it.
QJsonObject item(const QString &code, const QString &name, const QString &reading, const QString &alias = {},
                 const QString &aliasReading = {}, int weight = 1)
{
    return {{QStringLiteral("code"), code},
            {QStringLiteral("name"), name},
            {QStringLiteral("aliases"), QJsonArray{alias}},
            {QStringLiteral("kiosk"), QJsonObject{{QStringLiteral("hot_weight"), weight}}},
            {QStringLiteral("search"),
             QJsonObject{{QStringLiteral("readings"), QJsonObject{{name, reading}, {alias, aliasReading}}}}}};
}

SearchIndex sample()
{
    SearchIndex index;
    index.add(item(QStringLiteral("HUJI-01"), QStringLiteral("电子身份证查询打印"),
                   QStringLiteral("dian zi shen fen zheng cha xun da yin"), QStringLiteral("电子证照"),
                   QStringLiteral("dian zi zheng zhao")));
    index.add(item(QStringLiteral("HRSS-02"), QStringLiteral("参保证明打印"),
                   QStringLiteral("can bao zheng ming da yin"), QStringLiteral("社保证明"),
                   QStringLiteral("she bao zheng ming")));
    return index;
}

QString first(const SearchIndex &index, const char *query)
{
    return index.find(QString::fromUtf8(query), 8).value(0);
}

} // namespace

TEST_CASE("an item is found however its name is typed")
{
    const SearchIndex index = sample();
    const auto *query = GENERATE("DZSFZ", "dzsf", "sfz", "SHFZH", // initials, from any word on
                                 "dianzishenfenzheng", "dian zi shen fen", "dian'zi",
                                 "shenfenzh",                              // full, unfinished at its end
                                 "dzshenfen", "dianzsfz",                  // both
                                 "电子身份", "身份证", "电子证照", "dzzz", // characters, alias
                                 "39739", "3426947436", "342694"); // figures: dzsfz, dianzishen, dianzi
    INFO(query);
    CHECK(first(index, query) == u"HUJI-01");
}

TEST_CASE("what is read otherwise is not found")
{
    const SearchIndex index = sample();
    for (const auto *query :
         {"dzxx", "zianzi", "身份照", "990000199001010017", "10", "", "  ", "'", "zzzz9"}) {
        INFO(query);
        CHECK(index.find(QString::fromUtf8(query), 8).isEmpty());
    }
}

TEST_CASE("what begins with the query comes before what has it inside, and both before an alias")
{
    SearchIndex index;
    index.add(item(QStringLiteral("A-01"), QStringLiteral("打印单"), QStringLiteral("da yin dan"),
                   QStringLiteral("证明"), QStringLiteral("zheng ming")));
    index.add(item(QStringLiteral("A-02"), QStringLiteral("参保证明"), QStringLiteral("can bao zheng ming")));
    index.add(item(QStringLiteral("A-03"), QStringLiteral("证明打印"), QStringLiteral("zheng ming da yin")));
    CHECK(index.find(QStringLiteral("zm"), 8) ==
          QStringList{QStringLiteral("A-03"), QStringLiteral("A-02"), QStringLiteral("A-01")});
    CHECK(index.find(QStringLiteral("zm"), 2).size() == 2);
    index.add(
        item(QStringLiteral("A-04"), QStringLiteral("无证明"), QStringLiteral("wu zheng ming"), {}, {}, 2));
    CHECK(first(index, "zm") == u"A-04"); // asked for often
}

TEST_CASE("the search of three hundred items", "[.bench]")
{
    SearchIndex index;
    for (int number = 0; number < 150; ++number) {
        index.add(item(QStringLiteral("HUJI-%1").arg(number), QStringLiteral("电子身份证查询打印"),
                       QStringLiteral("dian zi shen fen zheng cha xun da yin"), QStringLiteral("电子证照"),
                       QStringLiteral("dian zi zheng zhao")));
        index.add(item(QStringLiteral("HRSS-%1").arg(number), QStringLiteral("参保证明打印"),
                       QStringLiteral("can bao zheng ming da yin")));
    }
    CHECK(index.find(QStringLiteral("dy"), 8).size() == 8);
    QElapsedTimer time;
    time.start();
    constexpr int times = 200;
    for (int again = 0; again < times; ++again)
        (void)index.find(again % 2 == 0 ? QStringLiteral("shenfenzhengchaxun") : QStringLiteral("3426947436"),
                         8);
    WARN("one search: " << double(time.nsecsElapsed()) / times / 1000 << " us");
}
