// T-05 on paper, as a citizen and the office that receives it see it. KIOSK_KEEP names a folder that receives
// the pages, to look at.
#include <kiosk/sdk/documents/document.h>
#include <kiosk/sdk/documents/tests/module_papers.h>
#include <kiosk/sdk/documents/tests/paper.h>

#include <QBuffer>
#include <QPainter>

#include <catch2/catch.hpp>

using namespace kiosk;
using namespace kiosk::documents;
using namespace kiosk::documents::test;

namespace
{

const ModulePapers papers(QStringLiteral("id-card-print"));

QJsonObject sample()
{
    return papers.sample(QStringLiteral("t05_data"));
}

QJsonObject withCard(const QJsonObject &changes)
{
    QJsonObject data = sample();
    QJsonObject card = data[u"card"].toObject();
    for (auto change = changes.begin(); change != changes.end(); ++change)
        card[change.key()] = change.value();
    data[QStringLiteral("card")] = card;
    return data;
}

QByteArray portrait()
{
    QImage image(358, 441, QImage::Format_RGB32); // the ID card portrait's pixels
    image.fill(Qt::white);
    QPainter painter(&image);
    painter.setPen(Qt::NoPen);
    painter.setBrush(QColor(150, 150, 150));
    painter.drawEllipse(109, 70, 140, 170);
    painter.setBrush(QColor(90, 90, 110));
    painter.drawEllipse(40, 270, 278, 370);
    painter.end();
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

QByteArray printed(const QJsonObject &data, const char *name, bool photo = true)
{
    return papers.printed(QStringLiteral("T-05"), data, QString::fromUtf8(name), 1,
                          {{QStringLiteral("photo"), photo ? portrait() : QByteArray()}});
}

} // namespace

TEST_CASE("the page says everything that T-05 asks for, and reads back exactly")
{
    const QByteArray pdf = printed(sample(), "plain");
    const QStringList lines = linesOf(pdf);
    for (const char *line : {"示例市公安局",
                             "编号 SL20261123000017",
                             "居民身份证电子证照打印件",
                             "张测试",
                             "男",
                             "汉",
                             "1990年1月1日",
                             "990000199001010017",
                             "示例市公安局示例分局",
                             "2020.01.01-2040.01.01",
                             "办理住房贷款",
                             "2026-11-23 10:24",
                             "990000-0001-0001",
                             "扫码验真",
                             "验证码",
                             "7K3M-Q9TD-2XAW-V4HN",
                             "有效期至 2027-02-23",
                             "防伪码 7K3M-Q9TD-2XAW-V4HN",
                             "第 1 页 共 1 页",
                             "1. 打印件是否采信由受理机关决定。",
                             "仅供办理【办理住房贷款】使用 2026-11-23 再次复印无效",
                             "（以下空白）"}) {
        INFO(line);
        CHECK(lines.contains(QString::fromUtf8(line)));
    }
    CHECK(lines.join(QString()).contains(QStringLiteral("示例市示例区测试街道样例路1号")));
    CHECK(lines.join(QString()).contains(
        QStringLiteral("1.2.156.3005.2.99000000000000000011.00001.3F9A2C7D41E0B586.001.K")));
    CHECK(faultsOf(pdf) == QString());
}

TEST_CASE("both codes are read from the paper")
{
    QStringList texts;
    for (const Code &code : codesIn(rasterOf(printed(sample(), "plain"), 1, 300))) {
        texts.append(code.text);
        if (code.text.startsWith(u"https")) {
            CHECK(code.level == u"M");
            CHECK(code.place.width() * 25.4 / 300 == Approx(25).margin(0.5));
        }
    }
    texts.sort();
    CHECK(texts == QStringList{QStringLiteral("SL20261123000017"),
                               QStringLiteral("https://verify.example.invalid/v?c=h4T1k0bq3JmSx8cZ2nWd5A")});
}

TEST_CASE("both sides of the card have the card's size")
{
    const QImage page = rasterOf(printed(sample(), "plain"), 1, 300);
    const auto pixels = [](double millimetres) { return int(millimetres * 300 / 25.4); };
    for (const double left : {16.0, 108.4}) {
        // A little more than the card: only its outline is the outermost ink there.
        const QRect around(pixels(left - 1.5), pixels(48 - 1.5), pixels(88.6), pixels(56));
        const QRect card = inkIn(page, around, 150);
        CHECK(card.width() * 25.4 / 300 == Approx(85.6).margin(0.3));
        CHECK(card.height() * 25.4 / 300 == Approx(54).margin(0.3));
    }
}

TEST_CASE("names and addresses of every kind fit")
{
    struct Case {
        const char *file;
        QString name;
        QString address;
    };
    const QString longest = QStringLiteral("示例维吾尔自治区示例哈萨克自治州示例蒙古自治县测试街道样例社区居"
                                           "民委员会样例花园东区第十二号楼三单元一七零一室");
    for (const auto &[file, name, address] :
         {Case{"rare", QStringLiteral("𬍛"), QStringLiteral("示例市𬍛街长路1号")},
          Case{"dot", QStringLiteral("买买提·样例"), longest},
          Case{"long", QStringLiteral("阿卜杜热合曼·阿卜杜克里木·买买提·样例"),
               longest + QStringLiteral("（临时）")}}) {
        INFO(file);
        const QString all =
            linesOf(printed(withCard({{QStringLiteral("name"), name}, {QStringLiteral("address"), address}}),
                            file))
                .join(QString());
        CHECK(all.contains(name));
        CHECK(all.contains(address));
    }
}

TEST_CASE("a card for life says 长期, a missing portrait says so")
{
    const QStringList lines =
        linesOf(printed(withCard({{QStringLiteral("valid_to"), QJsonValue::Null}}), "life", false));
    CHECK(lines.contains(QStringLiteral("2020.01.01-长期")));
    CHECK(lines.contains(QStringLiteral("未提供照片")));
}

TEST_CASE("what the platform leaves out stops the print")
{
    QJsonObject data = sample();
    data.remove(QStringLiteral("issue"));
    const Result<Document> document =
        render(papers.contentOf(QStringLiteral("templates/T-05.xml")), data, {}, {});
    REQUIRE_FALSE(document);
    CHECK(document.error().code == error::invalidData);
}

TEST_CASE("before it is printed the page says that number and codes come then, and has none")
{
    QJsonObject data = sample();
    data.remove(QStringLiteral("issue"));
    data.insert(QStringLiteral("preview"), true);
    const QByteArray pdf = printed(data, "preview");
    const QStringList lines = linesOf(pdf);
    CHECK(lines.contains(QStringLiteral("张测试")));
    CHECK(lines.contains(QStringLiteral("编号 打印时生成")));
    CHECK(lines.contains(QStringLiteral("打印预览，不是证照")));
    CHECK(codesIn(rasterOf(pdf, 1, 200)).empty());
}

TEST_CASE("the manifest is complete and its flow gives the template what it needs")
{
    const Manifest manifest = papers.manifest();
    const QJsonObject item = manifest.item(QStringLiteral("HUJI-01"));
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
