#include "figures.h"

#include <catch2/catch.hpp>

#include <numeric>

using namespace kiosk::bench;

namespace
{

Figure figure(const char *statistic, const QJsonObject &budget)
{
    return {QStringLiteral("tap"),
            QStringLiteral("A tap"),
            QStringLiteral("ms"),
            QString::fromLatin1(statistic),
            budget,
            {}};
}

const QJsonObject half{{QStringLiteral("of"), QStringLiteral("ratio")}, {QStringLiteral("at_most"), 0.5}};

} // namespace

TEST_CASE("the statistic of a hundred samples")
{
    QList<double> samples(100);
    std::iota(samples.rbegin(), samples.rend(), 1.0); // 100 … 1
    CHECK(statisticOf(QStringLiteral("p95"), samples) == 95);
    CHECK(statisticOf(QStringLiteral("median"), samples) == 50.5);
    CHECK(statisticOf(QStringLiteral("max"), samples) == 100);
    CHECK(statisticOf(QStringLiteral("median"), {3, 1, 2}) == 2);
    CHECK(statisticOf(QStringLiteral("p95"), {7}) == 7);
    CHECK_FALSE(statisticOf(QStringLiteral("median"), {}));
}

TEST_CASE("a budget of the ratio is met at its bound, and missed beyond it")
{
    const auto met = [](double ours) {
        return verdict(figure("median", half), {{ours}, {200}, {}})[u"met"].toBool();
    };
    CHECK(met(100));
    CHECK_FALSE(met(101));
}

TEST_CASE("without a peer nothing is said of a ratio")
{
    const QJsonObject entry = verdict(figure("median", half), {{100}, {}, {}});
    CHECK(entry[u"ours"].toDouble() == 100);
    CHECK(entry[u"peer"].isNull());
    CHECK(entry[u"ratio"].isNull());
    CHECK(entry[u"met"].isNull());
}

TEST_CASE("a budget of one's own value needs no peer")
{
    const QJsonObject share{{QStringLiteral("of"), QStringLiteral("ours")}, {QStringLiteral("at_least"), 95}};
    CHECK(verdict(figure("median", share), {{96}, {}, {}})[u"met"].toBool());
    CHECK_FALSE(verdict(figure("median", share), {{94}, {}, {}})[u"met"].toBool());
    CHECK(verdict(figure("median", {}), {{94}, {}, {}})[u"met"].isNull());
}

TEST_CASE("the table shows what is missed")
{
    const Figure tap = figure("p95", half);
    const QJsonObject verdicts{{tap.name, verdict(tap, {{150}, {200}, {}})}};
    CHECK(table({tap}, verdicts)
              .contains(QStringLiteral("| A tap | 150 | 200 | 0.75 | ms, p95 of 1 | ratio ≤ 0.5 | NO |")));
}
