// T-13 on paper and the names of each kind of subject. KIOSK_KEEP names a folder that receives the pages, to
// look at.
#include <kiosk/sdk/documents/document.h>
#include <kiosk/sdk/documents/tests/module_papers.h>
#include <kiosk/sdk/documents/tests/paper.h>
#include <kiosk/sdk/flow/page_data.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::documents;
using namespace kiosk::documents::test;

namespace
{

const ModulePapers papers(QStringLiteral("credit-public"));

QJsonObject sample()
{
    return papers.sample(QStringLiteral("t13_data"));
}

QByteArray printed(const QJsonObject &data, const char *name, int pages)
{
    return papers.printed(QStringLiteral("T-13"), data, QLatin1String(name), pages);
}

/// What the page of the licence shows of a company: "label=value".
QStringList facts(const QJsonObject &company)
{
    const QJsonObject item = papers.manifest().item(QStringLiteral("XY-01"));
    const QJsonObject known{{QStringLiteral("company"), company}};
    for (const auto &step : item[u"flow"].toArray()) {
        if (step[u"id"].toString() != u"facts")
            continue;
        QStringList shown;
        const QString language = QStringLiteral("zh");
        for (const QVariant &value :
             sdk::PageData(item, known, language).of(step.toObject())[QStringLiteral("fields")].toList()) {
            const QVariantMap field = value.toMap();
            shown.append(field[QStringLiteral("label")].toString() + u'=' +
                         field[QStringLiteral("value")].toString());
        }
        return shown;
    }
    FAIL("no step facts");
    return {};
}

} // namespace

TEST_CASE("the report has a cover, the licence and every section, also without an entry")
{
    const QByteArray pdf = printed(sample(), "plain", 2);
    const QString all = linesOf(pdf).join(u'\n');
    for (const char *text : {"企业信用信息公示报告",
                             "示例科技有限公司",
                             "统一社会信用代码 91990000MA0TE5T24X",
                             "报告生成时间 2026-11-23 10:24",
                             "报告内容仅供参考",
                             "营业执照信息",
                             "法定代表人",
                             "张测试",
                             "注册资本",
                             "1000 万元人民币",
                             "无固定期限",
                             "一、政府部门公示信息",
                             "股东及出资信息",
                             "自然人股东",
                             "200 万元",
                             "行政处罚信息",
                             "暂无相关信息",
                             "二、企业自行公示信息",
                             "2025 年度",
                             "第 1 页 共 2 页"}) {
        INFO(text);
        CHECK(all.contains(QString::fromUtf8(text)));
    }
    CHECK(all.count(QStringLiteral("暂无相关信息")) == 1);
    const auto codes = codesIn(rasterOf(pdf, 1, 300));
    CHECK(std::any_of(codes.begin(), codes.end(), [](const Code &code) {
        return code.text == u"https://verify.example.invalid/v?c=h4T1k0bq3JmSx8cZ2nWd5A";
    }));
}

TEST_CASE("a long history goes on over pages, hostile names stay names")
{
    QJsonObject data = sample();
    QJsonObject company = data[u"company"].toObject();
    QJsonArray rows;
    for (int i = 0; i < 80; ++i)
        rows.append(QJsonObject{
            {QStringLiteral("cells"), QJsonArray{QStringLiteral("变更%1").arg(i), QStringLiteral("<b>前</b>"),
                                                 QStringLiteral("{{后}}"), QStringLiteral("2026-01-01")}}});
    company[QStringLiteral("name")] =
        QStringLiteral("示例<b>&𬍛“样板”（集团）股份有限公司").repeated(2);
    company[QStringLiteral("government")] = QJsonArray{QJsonObject{
        {QStringLiteral("title"), QStringLiteral("变更信息")},
        {QStringLiteral("count"), 80},
        {QStringLiteral("head"), QJsonArray{QStringLiteral("变更事项"), QStringLiteral("变更前"),
                                            QStringLiteral("变更后"), QStringLiteral("变更日期")}},
        {QStringLiteral("rows"), rows}}};
    data[QStringLiteral("company")] = company;
    const QString all = linesOf(printed(data, "long", 5)).join(u'\n');
    CHECK(all.count(QStringLiteral("<b>前</b>")) == 80);
    CHECK(all.count(QStringLiteral("{{后}}")) == 80);
    CHECK(all.contains(QStringLiteral("变更79")));
    CHECK(all.count(QStringLiteral("变更事项")) >= 4); // the head stands again
}

TEST_CASE("each kind of subject has its own names, and nothing that it does not have")
{
    QJsonObject company{{QStringLiteral("name"), QStringLiteral("某")},
                        {QStringLiteral("leader"), QStringLiteral("张测试")},
                        {QStringLiteral("capital"), QStringLiteral("10 万元")},
                        {QStringLiteral("form"), QStringLiteral("个人经营")},
                        {QStringLiteral("place"), QStringLiteral("某处")},
                        {QStringLiteral("to"), QJsonValue::Null}};
    const auto names = [&](const char *kind) {
        company[QStringLiteral("kind")] = QString::fromUtf8(kind);
        return facts(company).join(u'|');
    };
    const QString ltd = names("公司");
    CHECK(ltd.contains(QStringLiteral("法定代表人=张测试")));
    CHECK(ltd.contains(QStringLiteral("注册资本=10 万元")));
    CHECK(ltd.contains(QStringLiteral("营业期限至=无固定期限")));
    CHECK(ltd.contains(QStringLiteral("住所=某处")));
    CHECK_FALSE(ltd.contains(QStringLiteral("组成形式")));
    const QString branch = names("分支机构");
    CHECK(branch.contains(QStringLiteral("负责人=张测试")));
    CHECK(branch.contains(QStringLiteral("营业场所=某处")));
    CHECK_FALSE(branch.contains(QStringLiteral("注册资本")));
    const QString partners = names("合伙企业");
    CHECK(partners.contains(QStringLiteral("执行事务合伙人=张测试")));
    CHECK(partners.contains(QStringLiteral("合伙期限至=无固定期限")));
    CHECK(partners.contains(QStringLiteral("主要经营场所=某处")));
    const QString owner = names("个人独资企业");
    CHECK(owner.contains(QStringLiteral("投资人=张测试")));
    CHECK_FALSE(owner.contains(QStringLiteral("期限")));
    const QString trader = names("个体工商户");
    CHECK(trader.contains(QStringLiteral("经营者=张测试")));
    CHECK(trader.contains(QStringLiteral("组成形式=个人经营")));
    CHECK(names("农民专业合作社")
              .contains(QStringLiteral("负责人=张测试"))); // one that has no names of its own
}

TEST_CASE("every text that a citizen reads has its English")
{
    CHECK(papers.untranslated() == QStringList());
}
