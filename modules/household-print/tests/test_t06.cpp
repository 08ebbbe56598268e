// T-06 on paper, as a citizen and the office that receives it see it. KIOSK_KEEP names a folder that receives
// the pages, to look at.
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

const ModulePapers papers(QStringLiteral("household-print"));

QJsonObject sample()
{
    return papers.sample(QStringLiteral("t06_data"));
}

QJsonObject withPage(const QJsonObject &changes)
{
    QJsonObject data = sample();
    QJsonObject page = data[u"page"].toObject();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        page[change.key()] = change.value();
    data[QStringLiteral("page")] = page;
    return data;
}

QByteArray printed(const QJsonObject &data, const char *name, int pages = 1)
{
    return papers.printed(QStringLiteral("T-06"), data, QString::fromUtf8(name), pages);
}

} // namespace

TEST_CASE("the page has every field of T-06, and reads back exactly")
{
    const QByteArray pdf = printed(sample(), "plain");
    const QString all = linesOf(pdf).join(u'\n');
    for (const char *text : {"居民户口簿电子证照打印件",
                             "首页",
                             "户别",
                             "家庭户",
                             "户主姓名",
                             "户号",
                             "990000101",
                             "住址",
                             "示例市示例区测试街道样例路1号",
                             "签发机关",
                             "示例市公安局测试街道派出所",
                             "常住人口登记卡",
                             "姓名",
                             "张测试",
                             "户主或与户主关系",
                             "户主",
                             "曾用名",
                             "性别",
                             "男",
                             "出生地",
                             "民族",
                             "汉",
                             "籍贯",
                             "出生日期",
                             "1990年1月1日",
                             "本市（县）其他住址",
                             "公民身份号码",
                             "990000199001010017",
                             "身高",
                             "175 cm",
                             "血型",
                             "文化程度",
                             "大学本科",
                             "婚姻状况",
                             "已婚",
                             "兵役状况",
                             "未服兵役",
                             "服务处所",
                             "示例科技有限公司",
                             "职业",
                             "工程技术人员",
                             "何时由何地迁来本市（县）",
                             "2012年7月1日由示例省样例市迁来",
                             "何时由何地迁来本址",
                             "2016年5月20日由示例市示例区测试街道旧里3号迁来",
                             "登记日期",
                             "2016年5月20日",
                             "变更更正记载",
                             "2014.10.02",
                             "婚姻状况变更为已婚",
                             "编号 SL20261123000017",
                             "入学报名",
                             "扫码验真",
                             "7K3M-Q9TD-2XAW-V4HN",
                             "第 1 页 共 1 页"}) {
        INFO(text);
        CHECK(all.contains(QString::fromUtf8(text)));
    }
    CHECK(faultsOf(pdf) == QString());
}

TEST_CASE("what is not registered is a dash, so that nothing can be written into it")
{
    QJsonObject nothing{{QStringLiteral("changes"), QJsonArray()}};
    for (const char *key :
         {"former_name", "other_address", "height_cm", "blood_type", "education", "marital_status",
          "military_service", "workplace", "occupation", "moved_to_city", "moved_to_address"})
        nothing.insert(QLatin1String(key), QJsonValue::Null);
    const QStringList lines = linesOf(printed(withPage(nothing), "nothing"));
    CHECK(lines.join(QString()).count(QChar(u'—')) == 12);
}

TEST_CASE("long names, places and histories fit, or go on on a second page")
{
    const QString place = QStringLiteral(
        "示例维吾尔自治区示例哈萨克自治州示例蒙古自治县测试街道样例社区居民委员会样例花园东区");
    const QString long_ =
        QStringLiteral("2016年5月20日由") + place + QStringLiteral("第十二号楼三单元一七零一室迁来");
    QJsonArray changes;
    for (int i = 1; i <= 9; ++i)
        changes.append(QJsonObject{{QStringLiteral("date"), QStringLiteral("2016-05-%1").arg(i + 10)},
                                   {QStringLiteral("text"), QStringLiteral("第%1次变更").arg(i)}});
    const QString name = QStringLiteral("阿卜杜热合曼·阿卜杜克里木·买买提·样例");
    const QStringList lines =
        linesOf(printed(withPage({{QStringLiteral("name"), name},
                                  {QStringLiteral("head"), QStringLiteral("𬍛长样")},
                                  {QStringLiteral("birthplace"), place},
                                  {QStringLiteral("moved_to_address"), long_},
                                  {QStringLiteral("changes"), changes}}),
                        "long", 2));
    const QString all = lines.join(QString());
    for (const QString &text :
         {name, QStringLiteral("𬍛长样"), place, long_, QStringLiteral("第9次变更")}) {
        INFO(text.toStdString());
        CHECK(all.contains(text));
    }
}

TEST_CASE("before it is printed the page says that number and codes come then, and has none")
{
    QJsonObject data = sample();
    data.remove(QStringLiteral("issue"));
    data.insert(QStringLiteral("preview"), true);
    const QByteArray pdf = printed(data, "preview");
    CHECK(linesOf(pdf).contains(QStringLiteral("编号 打印时生成")));
    CHECK(codesIn(rasterOf(pdf, 1, 200)).empty());
}

TEST_CASE("what the platform leaves out stops the print")
{
    QJsonObject data = sample();
    data.remove(QStringLiteral("issue"));
    const Result<Document> document =
        render(papers.contentOf(QStringLiteral("templates/T-06.xml")), data, {}, {});
    REQUIRE_FALSE(document);
    CHECK(document.error().code == error::invalidData);
}

TEST_CASE("the manifest is complete and its flow gives the template what it needs")
{
    const Manifest manifest = papers.manifest();
    const QJsonObject item = manifest.item(QStringLiteral("HUJI-02"));
    CHECK(item[u"kiosk"][u"auth"].toString() == u"L2");
    QStringList types;
    for (const auto &value : item[u"flow"].toArray()) {
        const QJsonObject step = value.toObject();
        const QString type = step[u"type"].toString();
        types.append(type);
        if (type == u"print")
            CHECK(step[u"doc"][u"data"].toObject().keys() == sample().keys());
    }
    CHECK(types == QStringList{QStringLiteral("notice"), QStringLiteral("identify"), QStringLiteral("verify"),
                               QStringLiteral("form"), QStringLiteral("api"), QStringLiteral("result"),
                               QStringLiteral("api"), QStringLiteral("print"), QStringLiteral("take"),
                               QStringLiteral("evaluate")});
}

TEST_CASE("every text that a citizen reads has its English")
{
    CHECK(papers.untranslated() == QStringList());
}
