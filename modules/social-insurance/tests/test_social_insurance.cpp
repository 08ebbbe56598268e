// The papers of social insurance, as a citizen and the office that receives them see them. KIOSK_KEEP names a
// folder that receives the pages, to look at.
#include <kiosk/sdk/documents/document.h>
#include <kiosk/sdk/documents/tests/module_papers.h>
#include <kiosk/sdk/documents/tests/paper.h>

#include <QJsonArray>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::documents;
using namespace kiosk::documents::test;

namespace
{

const ModulePapers papers(QStringLiteral("social-insurance"));

QJsonObject sample(const char *name)
{
    return papers.sample(QLatin1String(name) + QStringLiteral("_data"));
}

QJsonObject with(QJsonObject sample, const QString &key, const QJsonValue &value)
{
    QJsonObject data = sample[u"data"].toObject();
    data[key] = value;
    sample[QStringLiteral("data")] = data;
    return sample;
}

QByteArray printed(const char *templateName, const QJsonObject &data, const char *name, int pages = 1)
{
    return papers.printed(QLatin1String(templateName), data, QLatin1String(name), pages);
}

void holds(const QByteArray &pdf, std::initializer_list<const char *> texts)
{
    const QString all = linesOf(pdf).join(u'\n');
    for (const char *text : texts) {
        INFO(text);
        CHECK(all.contains(QString::fromUtf8(text)));
    }
}

} // namespace

TEST_CASE("the certificate has every field of T-01, 18 rows, and the empty ones closed")
{
    const QByteArray pdf = printed("T-01", sample("t01"), "plain");
    holds(pdf, {"社会保险个人参保缴费证明",
                "姓名",
                "张测试",
                "性别",
                "男",
                "身份证号",
                "990000199001010017",
                "个人社保编号",
                "9900001001",
                "查询时段",
                "2024年12月—2026年11月",
                "用途",
                "购房",
                "参加社会保险基本情况",
                "险种名称",
                "参保状态",
                "参保地",
                "参保单位名称",
                "企业职工基本养老保险",
                "参保缴费",
                "示例市示例区",
                "失业保险",
                "缴费明细（共 24 个月）",
                "开始年月",
                "终止年月",
                "月缴费基数",
                "是否到账",
                "缴费单位名称",
                "2024-12",
                "2025-06",
                "8,123.00",
                "8,560.00",
                "已到账",
                "未到账",
                "示例科技有限公司",
                "以下空白",
                "社会保险经办机构（章）",
                "各级社保经办机构对各自提供的证明材料内容负责",
                "扫码验真",
                "7K3M-Q9TD-2XAW-V4HN",
                "有效期至 2027-02-23",
                "编号 SL20261123000017",
                "第 1 页 共 1 页"});
    const QStringList lines = linesOf(pdf);
    CHECK(lines.join(QString()).count(QStringLiteral("以下空白")) == 1);

    // Rules, just inside the left edge of the page's last table: 18 rows of 8 mm.
    const QImage page = rasterOf(pdf, 1, 300);
    const auto pixels = [](double millimetres) { return int(millimetres / 25.4 * 300); };
    QList<int> rules;
    for (int y = pixels(60); y < pixels(297 - 22); ++y) {
        if (qGray(page.pixel(pixels(16.4), y)) < 140 && (rules.isEmpty() || y - rules.last() > pixels(3)))
            rules.append(y);
    }
    REQUIRE(rules.size() >= 19);
    CHECK((rules.last() - rules[rules.size() - 19]) / 18.0 == Approx(pixels(8)).margin(pixels(0.3)));

    const auto codes = codesIn(page);
    REQUIRE_FALSE(codes.empty());
    CHECK(std::any_of(codes.begin(), codes.end(), [](const Code &code) {
        return code.text == u"https://verify.example.invalid/v?c=h4T1k0bq3JmSx8cZ2nWd5A";
    }));
}

TEST_CASE("more contributions than a page holds go on under the same head")
{
    QJsonArray spans;
    for (int i = 0; i < 45; ++i) {
        spans.append(QJsonObject{{QStringLiteral("insurance"), QStringLiteral("企业职工基本养老保险")},
                                 {QStringLiteral("from"), QStringLiteral("%1-01").arg(1980 + i)},
                                 {QStringLiteral("to"), QStringLiteral("%1-12").arg(1980 + i)},
                                 {QStringLiteral("base_fen"), 100000 + i},
                                 {QStringLiteral("arrived"), QStringLiteral("已到账")},
                                 {QStringLiteral("employer"), QStringLiteral("示例<科技>&“样板”公司")}});
    }
    const QByteArray pdf = printed("T-01", with(sample("t01"), QStringLiteral("spans"), spans), "long", 2);
    const QString all = linesOf(pdf).join(u'\n');
    CHECK(all.count(QStringLiteral("缴费单位名称")) == 2);
    CHECK(all.count(QStringLiteral("示例<科技>&“样板”公司")) == 45);
    CHECK_FALSE(all.contains(QStringLiteral("以下空白")));
    for (int i = 0; i < 45; ++i)
        CHECK(all.contains(QStringLiteral("%1-12").arg(1980 + i)));
}

TEST_CASE("a system that does not answer is named on the list, and a certificate is whole or none")
{
    const QByteArray pdf = printed(
        "payments",
        with(sample("payments"), QStringLiteral("unavailable"), QJsonArray{QStringLiteral("工伤保险")}),
        "partial");
    CHECK(linesOf(pdf).join(QString()).contains(QStringLiteral("工伤保险暂时查不到，不在本清单内")));

    const Manifest manifest = papers.manifest();
    for (const auto &step : manifest.item(QStringLiteral("HRSS-02"))[u"flow"].toArray()) {
        if (step[u"call"].toString() == u"hrss/certificate.query")
            CHECK(step[u"whole"].toBool());
    }
}

TEST_CASE("what the agency has no word for is a dash")
{
    QJsonObject certificate = sample("t01");
    QJsonObject data = certificate[u"data"].toObject();
    for (const auto &key : {QStringLiteral("insurances"), QStringLiteral("spans")}) {
        QJsonArray rows = data[key].toArray();
        QJsonObject row = rows[0].toObject();
        row[QStringLiteral("employer")] = QJsonValue::Null; // 灵活就业
        rows[0] = row;
        data[key] = rows;
    }
    certificate[QStringLiteral("data")] = data;
    CHECK(linesOf(printed("T-01", certificate, "null")).join(QString()).count(QStringLiteral("—")) >= 2);
    QJsonObject pension = with(sample("t03"), QStringLiteral("transitional_fen"), QJsonValue::Null);
    pension = with(pension, QStringLiteral("confirmed_until"), QJsonValue::Null);
    CHECK(linesOf(printed("T-03", pension, "null")).join(QString()).count(QStringLiteral("—")) == 2);
}

TEST_CASE("a certificate without one contribution says so in its rows")
{
    const QByteArray pdf =
        printed("T-01", with(sample("t01"), QStringLiteral("spans"), QJsonArray()), "empty");
    CHECK(linesOf(pdf).join(QString()).count(QStringLiteral("以下空白")) == 1);
}

TEST_CASE("the list of contributions and T-03 have their fields")
{
    holds(printed("payments", sample("payments"), "plain"),
          {"社会保险缴费明细", "2026年10月—2026年11月", "1,369.60 元", "年月", "缴费基数（元）", "8,560.00",
           "684.80", "是否到账", "合计只含已到账的个人缴费", "以下空白"});
    holds(printed("T-03", sample("t03"), "plain"), {"退休待遇信息及养老金发放明细",
                                                    "李样例",
                                                    "990000195803150021",
                                                    "退休类别",
                                                    "正常退休",
                                                    "2013年3月",
                                                    "首次领取年月",
                                                    "2013年4月",
                                                    "月待遇合计（元）",
                                                    "3,327.94",
                                                    "基础养老金（元）",
                                                    "2,145.60",
                                                    "612.34",
                                                    "450.00",
                                                    "120.00",
                                                    "示例银行",
                                                    "0002",
                                                    "2027年3月15日",
                                                    "应发（元）",
                                                    "扣减（元）",
                                                    "0.00",
                                                    "已发放"});
}

TEST_CASE("before they are printed the pages say so, and have no codes")
{
    for (const char *name : {"t01", "payments", "t03"}) {
        INFO(name);
        QJsonObject data = sample(name);
        data.remove(QStringLiteral("issue"));
        data.insert(QStringLiteral("preview"), true);
        const char *page = qstrcmp(name, "payments") == 0 ? name
                           : qstrcmp(name, "t01") == 0    ? "T-01"
                                                          : "T-03";
        const QByteArray pdf = printed(page, data, "preview");
        CHECK(linesOf(pdf).contains(QStringLiteral("编号 打印时生成")));
        CHECK(codesIn(rasterOf(pdf, 1, 200)).empty());
    }
}

TEST_CASE("every text that a citizen reads has its English")
{
    CHECK(papers.untranslated() == QStringList());
}
