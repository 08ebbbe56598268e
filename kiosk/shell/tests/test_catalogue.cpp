#include <kiosk/shell/catalogue.h>

#include <catch2/catch.hpp>

using namespace kiosk::shell;

namespace
{
Catalogue loaded(const QString &type = QStringLiteral("gov"),
                 const QSet<QString> &devices = {QStringLiteral("id-card-reader"),
                                                 QStringLiteral("document-printer")})
{
    QStringList findings;
    auto catalogue = Catalogue::load(type, devices, findings);
    REQUIRE(catalogue);
    REQUIRE(findings.isEmpty());
    return std::move(*catalogue);
}
const QString zh = QStringLiteral("zh");
} // namespace

TEST_CASE("the home page has the standard's twelve and six categories in its order")
{
    const auto categories = loaded().categories(zh);
    REQUIRE(categories.size() == 18);
    CHECK(categories.first().toMap()[QStringLiteral("id")] == QStringLiteral("HRSS"));
    CHECK(categories.at(11).toMap()[QStringLiteral("domain")] == QStringLiteral("gov"));
    CHECK(categories.at(12).toMap()[QStringLiteral("domain")] == QStringLiteral("fin"));
}

TEST_CASE("an installed item is found by initials, pinyin, figures, name, alias and keyword")
{
    const auto catalogue = loaded();
    for (const QString &query :
         {QStringLiteral("DZSF"), QStringLiteral("dianzishenf"), QStringLiteral("39739"),
          QStringLiteral("shenfenzheng"), QStringLiteral("身份证"), QStringLiteral("户籍")}) {
        const auto found = catalogue.search(query, zh);
        REQUIRE_FALSE(found.isEmpty());
        CHECK(found.first().toMap()[QStringLiteral("id")] == QStringLiteral("HUJI-01"));
    }
    CHECK(catalogue.search(QStringLiteral("990000199001010017"), zh).isEmpty());
    CHECK(catalogue.search(QString(), zh).isEmpty());
}

TEST_CASE("a flow's steps are told in at most six words of the guide")
{
    const auto catalogue = loaded();
    const auto steps = catalogue.steps(QStringLiteral("HUJI-01"), zh);
    REQUIRE(steps.size() == 6);
    CHECK(steps.first().toMap()[QStringLiteral("name")] == QStringLiteral("阅读告知"));
    CHECK(catalogue.stepIndex(QStringLiteral("HUJI-01"), QStringLiteral("ident")) == 1);
    CHECK(catalogue.stepIndex(QStringLiteral("HUJI-01"), QStringLiteral("take")) == 5);
    CHECK(catalogue.stepIndex(QStringLiteral("HUJI-01"), QStringLiteral("nothing")) == -1);
}

TEST_CASE("an item that is not installed belongs to a category that says where to go")
{
    const auto catalogue = loaded();
    CHECK(catalogue.moduleOf(QStringLiteral("GJJ-02")) == nullptr);
    CHECK(catalogue.categoryOf(QStringLiteral("GJJ-02")) == u"GJJ");
    CHECK(catalogue.itemsOf(QStringLiteral("GJJ"), zh).isEmpty());
    CHECK_FALSE(catalogue.elsewhere(zh).isEmpty());
}

TEST_CASE("the home page says which of the frequent items can be done here")
{
    const auto catalogue = loaded();
    for (const auto &items : {catalogue.hotItems(zh), catalogue.elderItems(zh)}) {
        for (const auto &value : items) {
            const auto item = value.toMap();
            CAPTURE(item[QStringLiteral("id")].toString().toStdString());
            CHECK(item[QStringLiteral("available")].toBool() ==
                  (catalogue.moduleOf(item[QStringLiteral("id")].toString()) != nullptr));
        }
    }
    CHECK_FALSE(catalogue.hotItems(zh).isEmpty());
}

TEST_CASE("what this terminal cannot do at all is not offered, and nothing is said to be wrong")
{
    const QString code = QStringLiteral("HUJI-01");
    for (const auto &catalogue : {loaded(QStringLiteral("gov"), {QStringLiteral("id-card-reader")}),
                                  loaded(QStringLiteral("photo"))}) {
        CHECK_FALSE(catalogue.isOffered(code));
        CHECK(catalogue.moduleOf(code) == nullptr);
        CHECK(catalogue.itemsOf(QStringLiteral("HUJI"), zh).isEmpty());
        CHECK(catalogue.search(QStringLiteral("DZSF"), zh).isEmpty());
        for (const auto &hot : catalogue.hotItems(zh)) {
            if (catalogue.isOffered(hot.toMap()[QStringLiteral("id")].toString()))
                continue; // another one, which needs no more than this terminal has
            CHECK_FALSE(hot.toMap()[QStringLiteral("available")].toBool());
            CHECK(hot.toMap()[QStringLiteral("reason")].toString().isEmpty());
        }
    }
}

TEST_CASE("an item that a device stands in the way of is shown with the reason, and its guide opens")
{
    auto catalogue = loaded();
    const QString code = QStringLiteral("HUJI-01");
    CHECK(catalogue.neededClasses() ==
          QSet<QString>{QStringLiteral("id-card-reader"), QStringLiteral("document-printer")});
    const QHash<QString, kiosk::Error> obstacles{
        {QStringLiteral("document-printer"), kiosk::fail(kiosk::error::paperOut)}};
    CHECK(catalogue.setObstacles(obstacles));
    CHECK_FALSE(catalogue.setObstacles(obstacles)); // no news
    const auto found = catalogue.search(QStringLiteral("DZSF"), zh).first().toMap();
    CHECK_FALSE(found[QStringLiteral("available")].toBool());
    CHECK(found[QStringLiteral("reason")] == QStringLiteral("打印机缺纸"));
    CHECK(catalogue.hotItems(zh).first().toMap()[QStringLiteral("id")] == code);
    CHECK(catalogue.hotItems(zh).first().toMap()[QStringLiteral("reason")] == QStringLiteral("打印机缺纸"));
    CHECK(catalogue.moduleOf(code) != nullptr);
    CHECK(catalogue.setObstacles({}));
    CHECK(catalogue.hotItems(zh).first().toMap()[QStringLiteral("available")].toBool());
}

TEST_CASE("the items of a stopped module are shown and not begun")
{
    auto catalogue = loaded();
    const QString code = QStringLiteral("HUJI-01");
    const auto tile = [&] {
        for (const auto &hot : catalogue.hotItems(zh)) {
            if (hot.toMap()[QStringLiteral("id")] == code)
                return hot.toMap()[QStringLiteral("available")].toBool();
        }
        return false;
    };
    const auto listed = [&] {
        return catalogue.itemsOf(QStringLiteral("HUJI"), zh)
            .first()
            .toMap()[QStringLiteral("available")]
            .toBool();
    };
    CHECK(tile());
    CHECK(listed());
    catalogue.setStopped({{QStringLiteral("id-card-print"), QJsonObject()}});
    CHECK_FALSE(tile());
    CHECK(catalogue.moduleOf(code) == nullptr);
    CHECK_FALSE(catalogue.guide(code, zh).isEmpty()); // what to bring, elsewhere
    const auto items = catalogue.itemsOf(QStringLiteral("HUJI"), zh);
    for (const auto &item : items)
        CHECK(item.toMap()[QStringLiteral("available")].toBool() ==
              (item.toMap()[QStringLiteral("id")] != code));
    catalogue.setStopped({});
    CHECK(tile());
}
