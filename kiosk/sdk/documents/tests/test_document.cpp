#include "paper.h"

#include <kiosk/core/error_catalogue.h>
#include <kiosk/sdk/documents/document.h>

#include <QBuffer>
#include <QElapsedTimer>
#include <QJsonArray>

#include <catch2/catch.hpp>

#include <iostream>

using namespace kiosk;
using namespace kiosk::documents;
using namespace kiosk::documents::test;

namespace
{

const RenderOptions options{QDateTime(QDate(2026, 11, 23), QTime(10, 24), Qt::OffsetFromUTC, 8 * 3600),
                            {},
                            QStringLiteral("zh-CN"),
                            false};

Document rendered(const QByteArray &page, const QJsonObject &data = {},
                  const QHash<QString, QByteArray> &images = {}, const RenderOptions &with = options)
{
    Result<Document> document =
        render("<document title='样例'><page>" + page + "</page></document>", data, images, with);
    if (!document)
        FAIL(document.error().detail.toStdString());
    return std::move(*document);
}

QByteArray pdfOf(const Document &document)
{
    const Result<QByteArray> pdf = document.pdf();
    REQUIRE(pdf);
    return *pdf;
}

std::string refused(const QByteArray &text, const QJsonObject &data = {},
                    const QHash<QString, QByteArray> &images = {})
{
    const Result<Document> document = render(text, data, images, options);
    return document ? std::string() : document.error().detail.toStdString();
}

QByteArray png(const QImage &image)
{
    QBuffer buffer;
    buffer.open(QIODevice::WriteOnly);
    image.save(&buffer, "PNG");
    return buffer.data();
}

/// Millimetres of a picture, at 300 dpi.
double millimetres(int pixels)
{
    return pixels * 25.4 / 300;
}

} // namespace

TEST_CASE("text reads back exactly as it was written")
{
    // 长 shares its glyph with a radical, 𬍛 lies beyond the basic plane, ⻓ is the radical itself.
    const QStringList texts{QStringLiteral("有效期限 2020.01.01-长期"),
                            QStringLiteral("企业职工基本养老保险"),
                            QStringLiteral("𬍛"),
                            QStringLiteral("买买提·样例"),
                            QStringLiteral("⻓长⻓"),
                            QStringLiteral("990000199001010017"),
                            QStringLiteral("¥1,234.56（大写）"),
                            QStringLiteral("Zhang Ceshi, 1 Sample Road fi ffl"),
                            QStringLiteral("龙龍竜 户戶戸 骨角"),
                            QStringLiteral("<&\"'>")};
    QByteArray page;
    QJsonObject data;
    for (int i = 0; i < texts.size(); ++i) {
        data.insert(QStringLiteral("t%1").arg(i), texts[i]);
        page += "<text y='" + QByteArray::number(i * 14) + "' weight='" + (i % 2 ? "bold" : "normal") +
                "'>{{t" + QByteArray::number(i) + "}}</text>\n";
    }
    const QByteArray pdf = pdfOf(rendered(page, data));
    CHECK(linesOf(pdf) == texts);
    const QStringList fonts = fontsOf(pdf);
    REQUIRE_FALSE(fonts.isEmpty());
    for (const QString &font : fonts)
        CHECK_THAT(font.simplified().toStdString(),
                   Catch::Contains("yes yes yes")); // embedded, subset, ToUnicode
}

TEST_CASE("a font is embedded with the glyphs used and nothing more")
{
    // These three made cairo's own subset keep every subroutine of Noto Sans CJK: 900 KB.
    CHECK(pdfOf(rendered("<text>KL仅</text>")).size() < 16'000);
}

TEST_CASE("a character that no font has is named by its number")
{
    const QJsonObject data{{QStringLiteral("name"), QStringLiteral("张\U000F0123三")}};
    CHECK(linesOf(pdfOf(rendered("<text>{{name}}</text>", data))) ==
          QStringList{QStringLiteral("张□U+F0123三")});
}

TEST_CASE("the document is PDF/A-2u")
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::gray);
    const QByteArray bytes = pdfOf(rendered("<text>样例</text><image y='20' width='9' height='9' key='p'/>",
                                            {}, {{QStringLiteral("p"), png(image)}}));
    CHECK(faultsOf(bytes) == QString());
    const QJsonObject objects = objectsOf(bytes);
    const auto resolved = [&](const QJsonValue &value) {
        const QString reference = value.toString();
        return reference.endsWith(u" R") ? objects[QStringLiteral("obj:") + reference][u"value"].toObject()
                                         : value.toObject();
    };
    const auto streamOf = [&](const QJsonValue &value) {
        return QByteArray::fromBase64(
            objects[QStringLiteral("obj:") + value.toString()][u"stream"][u"data"].toString().toUtf8());
    };
    const QJsonObject trailer = objects[u"trailer"][u"value"].toObject();
    CHECK(trailer[u"/ID"].toArray().size() == 2);
    CHECK_FALSE(trailer.contains(u"/Encrypt"));
    const QJsonObject root = resolved(trailer[u"/Root"]);
    CHECK(root[u"/Lang"].toString() == u"u:zh-CN");
    const QJsonObject intent = resolved(root[u"/OutputIntents"][0]);
    CHECK(intent[u"/S"].toString() == u"/GTS_PDFA1");
    CHECK(streamOf(intent[u"/DestOutputProfile"]).mid(36, 4) == "acsp"); // an ICC profile's signature

    const std::string xmp = streamOf(root[u"/Metadata"]).toStdString();
    for (const char *wanted :
         {"<pdfaid:part>2</pdfaid:part>", "<pdfaid:conformance>U</pdfaid:conformance>", ">样例</rdf:li>",
          "<xmp:CreateDate>2026-11-23T10:24:00+08:00</xmp:CreateDate>"})
        CHECK_THAT(xmp, Catch::Contains(wanted));
    const QJsonObject info = resolved(trailer[u"/Info"]);
    CHECK(info[u"/Title"].toString() == u"u:样例");
    CHECK(info[u"/CreationDate"].toString() == u"u:D:20261123102400+08'00'");
    int fonts = 0;
    for (const QJsonValue &object : objects) {
        CHECK_FALSE(object[u"stream"][u"dict"].toObject().contains(u"/Interpolate"));
        CHECK_FALSE(object[u"value"].toObject().contains(u"/JS"));
        if (object[u"value"][u"/Type"].toString() == u"/FontDescriptor") {
            ++fonts;
            CHECK(object[u"value"].toObject().contains(u"/FontFile3"));
        }
    }
    CHECK(fonts == 1);
}

TEST_CASE("the same input gives the same bytes")
{
    QImage image(8, 8, QImage::Format_RGB32);
    image.fill(Qt::gray);
    const auto make = [&] {
        return pdfOf(render("<document><watermark>仅供样例使用</watermark><page><text>{{n}}</text>"
                            "<image y='30' width='20' height='20' key='p'/></page></document>",
                            {{QStringLiteral("n"), QStringLiteral("张测试")}},
                            {{QStringLiteral("p"), png(image)}}, options)
                         .value());
    };
    CHECK((make() == make())); // in brackets: nobody wants to see a PDF byte by byte
}

TEST_CASE("lengths on paper are true")
{
    const Document document =
        rendered("<rect x='10' y='20' width='85.6' height='54' radius='3.18' stroke-width='0.3'/>");
    CHECK(document.pageSize().width() == Approx(210));
    for (const QImage &image : {rasterOf(pdfOf(document), 1, 300), *document.image(0, 300)}) {
        const QRect card = inkIn(image, image.rect());
        CHECK(millimetres(card.width()) == Approx(85.6).margin(0.3));
        CHECK(millimetres(card.height()) == Approx(54).margin(0.3));
        CHECK(millimetres(card.left()) == Approx(20 + 10).margin(0.3)); // left margin 20 mm
        CHECK(millimetres(card.top()) == Approx(25 + 20).margin(0.3));  // top margin 25 mm
        CHECK(millimetres(image.height()) == Approx(297).margin(0.3));
    }
}

TEST_CASE("codes are read from the paper")
{
    const QString url = QStringLiteral("https://verify.example.invalid/v?c=h4T1k0bq3JmSx8cZ2nWd5A");
    const QJsonObject data{{QStringLiteral("url"), url},
                           {QStringLiteral("number"), QStringLiteral("SL20261123000017")}};
    const QByteArray page = "<qr x='10' y='10' size='25' level='Q'>{{url}}</qr>"
                            "<code128 x='60' y='10' width='90' module='0.3' height='8'>{{number}}</code128>";
    // The watermark must stay out of the codes' quiet zones.
    const Result<Document> document =
        render("<document><watermark grey='30' row-gap='10' column-gap='10'>仅供样例使用</watermark><page>" +
                   page + "</page></document>",
               data, {}, options);
    REQUIRE(document);
    const QImage image = rasterOf(pdfOf(*document), 1, 300);
    QStringList texts;
    for (const Code &code : codesIn(image)) {
        texts.append(code.text);
        if (code.text == url) {
            CHECK(code.level == u"Q");
            CHECK(millimetres(code.place.width()) == Approx(25).margin(0.5));
        }
    }
    texts.sort();
    CHECK(texts == QStringList{QStringLiteral("SL20261123000017"), url});
    const QRect quiet(int(28 * 300 / 25.4), int(33 * 300 / 25.4), int(1.5 * 300 / 25.4),
                      int(25 * 300 / 25.4));
    CHECK(inkIn(image, quiet, 250).isEmpty());
}

TEST_CASE("a watermark is seen and does not disturb the text")
{
    const Result<Document> document =
        render("<document><watermark>仅供办理【样例】使用 2026-11-23 再次复印无效</watermark><page><text "
               "y='100'>张测试</text></page></document>",
               {}, {}, options);
    REQUIRE(document);
    const QByteArray pdf = pdfOf(*document);
    CHECK(linesOf(pdf) == QStringList{QStringLiteral("张测试")});
    const QImage image = rasterOf(pdf, 1, 100);
    const QImage preview = *document->image(0, 100);
    for (int quarter = 0; quarter < 4; ++quarter) {
        const QRect area(quarter % 2 * image.width() / 2, quarter / 2 * image.height() / 2, image.width() / 2,
                         image.height() / 2);
        CHECK(inkIn(image, area, 235).width() > image.width() / 4);
        CHECK(inkIn(preview, area, 235).width() > image.width() / 4);
    }
}

TEST_CASE("a demonstration's picture says so, its PDF is left to the print path")
{
    const auto red = [](const QImage &image) {
        int count = 0;
        for (int y = 0; y < image.height(); ++y) {
            for (int x = 0; x < image.width(); ++x)
                count += qRed(image.pixel(x, y)) > qGreen(image.pixel(x, y)) + 20 ? 1 : 0;
        }
        return count;
    };
    RenderOptions demonstration = options;
    demonstration.demonstration = true;
    const Document document = rendered("<text>样例</text>", {}, {}, demonstration);
    CHECK(red(*rendered("<text>样例</text>").image(0, 50)) == 0);
    CHECK(red(*document.image(0, 50)) > 1'000);
    CHECK(linesOf(pdfOf(document)) == QStringList{QStringLiteral("样例")});
}

TEST_CASE("pictures come from the caller's bytes, transparent ones on white")
{
    QImage image(40, 50, QImage::Format_ARGB32);
    image.fill(Qt::transparent);
    image.setPixelColor(0, 0, Qt::black);
    for (int x = 0; x < 40; ++x)
        image.setPixelColor(x, 49, Qt::black);
    const QHash<QString, QByteArray> images{{QStringLiteral("photo"), png(image)}};
    const Document document =
        rendered("<image x='10' y='10' width='26' height='32.5' key='photo'/>", {}, images);
    const QImage paper = rasterOf(pdfOf(document), 1, 300);
    const QRect ink = inkIn(paper, paper.rect());
    CHECK(millimetres(ink.width()) == Approx(26).margin(0.3));
    CHECK(millimetres(ink.height()) == Approx(32.5).margin(0.3));
    CHECK(qGray(paper.pixel(ink.center())) == 255);

    const char *page = "<document><page><image width='10' height='10' key='photo'/></page></document>";
    CHECK(refused(page) == "line 1: there is no image “photo”");
    CHECK_THAT(refused(page, {}, {{QStringLiteral("photo"), "GIF89a"}}),
               Catch::Contains("neither PNG nor BMP"));
    CHECK_THAT(refused(page, {}, {{QStringLiteral("photo"), png(image).first(60)}}),
               Catch::Contains("image “photo”"));
}

TEST_CASE("a flow goes on over pages, each with head and foot")
{
    QJsonObject data{{QStringLiteral("line"), QStringLiteral("企业职工基本养老保险缴费明细")}};
    QByteArray paragraphs;
    for (int i = 0; i < 90; ++i)
        paragraphs += "<p>" + QByteArray::number(i) + " {{line}}</p>";
    const Result<Document> document =
        render("<document><header><text y='10'>页眉</text></header><footer><page-number y='8' "
               "align='center'/></footer>"
               "<page><flow>" +
                   paragraphs + "</flow></page></document>",
               data, {}, options);
    REQUIRE(document);
    CHECK(document->pageCount() == 3);
    const QStringList lines = linesOf(pdfOf(*document));
    CHECK(lines.count(QStringLiteral("页眉")) == 3);
    CHECK(lines.contains(QStringLiteral("第 1 页 共 3 页")));
    CHECK(lines.contains(QStringLiteral("第 3 页 共 3 页")));
    for (int i = 0; i < 90; ++i)
        CHECK(lines.contains(QStringLiteral("%1 企业职工基本养老保险缴费明细").arg(i)));
}

TEST_CASE("a table's rows stay whole, its head stands on each page, and what is left empty is closed")
{
    QJsonArray rows;
    for (int i = 0; i < 40; ++i)
        rows.append(QJsonObject{{QStringLiteral("n"), i}, {QStringLiteral("fen"), 100000 + i}});
    const QByteArray table = "<flow><table rows='45'><column width='30'>序号</column><column "
                             "align='right'>金额</column>{{#rows}}<row><cell>第{{n}}行</cell><cell>{{fen | "
                             "money}}</cell></row>{{/rows}}</table><p>表后</p></flow>";
    const Document document = rendered(table, {{QStringLiteral("rows"), rows}});
    CHECK(document.pageCount() == 2);
    const QByteArray pdf = pdfOf(document);
    const QString all = linesOf(pdf).join(u'\n');
    CHECK(all.count(QStringLiteral("金额")) == 2);
    CHECK(all.count(QStringLiteral("以下空白")) == 1);
    CHECK(all.indexOf(QStringLiteral("以下空白")) > all.indexOf(QStringLiteral("第39行")));
    CHECK(all.contains(QStringLiteral("1,000.39")));
    CHECK(all.contains(QStringLiteral("表后")));

    // Of the five empty rows the first is the closing one; a line goes through the other four.
    const QImage second = rasterOf(pdf, 2, 300);
    const int dark = 160;
    const auto millimetre = [](double value) { return int(value / 25.4 * 300); };
    int bottom = 0;
    for (int y = 0; y < second.height(); ++y) {
        if (qGray(second.pixel(millimetre(20), y)) < dark)
            bottom = y;
    }
    REQUIRE(bottom > 0);
    // From the lower left to the upper right corner of the 4 × 8 mm; looked for away from any rule.
    for (const double along : {0.15, 0.4, 0.65, 0.9}) {
        const QPoint at(millimetre(20 + 170 * along), bottom - millimetre(32 * along));
        INFO(along);
        CHECK_FALSE(inkIn(second, QRect(at - QPoint(6, 6), QSize(12, 12)), dark).isEmpty());
        CHECK(inkIn(second, QRect(at + QPoint(-6, 24), QSize(12, 12)), dark).isEmpty());
    }
}

TEST_CASE("a heading goes on to the next page with what it stands over")
{
    const auto pageOf = [](const QByteArray &keep) {
        const QByteArray pdf = pdfOf(rendered("<flow><space height='235'/><p" + keep +
                                              ">标题</p><table><column>甲</column><row><cell>1</cell></row>"
                                              "</table></flow>"));
        const QImage second = rasterOf(pdf, 2, 100);
        return inkIn(second, second.rect()).top();
    };
    // Without it the table's frame is the second page's first thing, with it the heading's smaller letters
    // are.
    const int frame = pageOf("");
    const int heading = pageOf(" keep='17'");
    CHECK(heading > frame);
    CHECK(heading < frame + 20);
}

TEST_CASE("a table without rows is closed too, and one that needs none is not")
{
    const QByteArray columns = "<column>甲</column><column>乙</column>";
    CHECK(linesOf(pdfOf(rendered("<flow><table rows='3' closing='无记录'>" + columns + "</table></flow>")))
              .join(QString())
              .contains(QStringLiteral("无记录")));
    const QString full = linesOf(pdfOf(rendered("<flow><table rows='1'>" + columns +
                                                "<row><cell>1</cell><cell>2</cell></row></table></flow>")))
                             .join(QString());
    CHECK_FALSE(full.contains(QStringLiteral("以下空白")));
    CHECK(rendered("<flow><table>" + columns + "</table></flow>").pageCount() == 1);
}

TEST_CASE("lines break by the rules of Chinese and nothing is cut")
{
    const QString text = QStringLiteral("示例市，示例区。测试；街道！样例？路（一）号、").repeated(6);
    const QByteArray pdf = pdfOf(rendered("<text width='43'>{{t}}</text>", {{QStringLiteral("t"), text}}));
    const QStringList lines = linesOf(pdf);
    CHECK(lines.join(QString()) == text);
    REQUIRE(lines.size() > 3);
    for (const QString &line : lines)
        CHECK_FALSE(QStringLiteral("，。；！？）、").contains(line.front()));

    const QByteArray box =
        "<document><page><text width='40' height='10' size='12' shrink='6'>{{t}}</text></page></document>";
    CHECK(refused(box, {{QStringLiteral("t"), QStringLiteral("示例市示例区测试街道样例路一号")}}).empty());
    CHECK(refused(box, {{QStringLiteral("t"), text}}) == "line 1: the text does not fit its box");
}

TEST_CASE("a template that is not understood is refused with its line")
{
    const auto inPage = [](const char *element) {
        return refused(QByteArray("<document>\n<page>\n") + element + "\n</page>\n</document>");
    };
    CHECK(inPage("<txt>a</txt>") == "line 3: <txt> is no element that can stand here");
    CHECK(inPage("<text colour='black'>a</text>") == "line 3: <text> has no attribute “colour”");
    CHECK(inPage("<text size='big'>a</text>") == "line 3: attribute “size” of <text> is not a number");
    CHECK(inPage("<text size='nan'>a</text>") == "line 3: attribute “size” of <text> is not a number");
    CHECK(inPage("<text size='900'>a</text>") ==
          "line 3: attribute “size” of <text> is not between 3 and 200");
    CHECK(inPage("<text align='middle'>a</text>") ==
          "line 3: attribute “align” of <text> is none of left, center, right, justify");
    CHECK_THAT(inPage("<text color='blue'>a</text>"),
               Catch::StartsWith("line 3: attribute “color” of <text> is not a colour"));
    CHECK(inPage("<text>a<b>c</b></text>") == "line 3: <text> holds both text and elements");
    CHECK(inPage("<text y='280'>a</text>") == "line 3: <text> reaches over the edge of the paper");
    CHECK(inPage("<rect x='200' width='20' height='5'/>") ==
          "line 3: <rect> reaches over the edge of the paper");
    CHECK(inPage("<qr size='10'>https://example.invalid/</qr>") ==
          "line 3: the code's modules would be smaller than 0.5 mm");
    CHECK(inPage("<code128 x='10' module='0.2'>A</code128>") ==
          "line 3: a bar code's modules are at least 0.25 mm");
    CHECK(inPage("<code128 x='10'>长</code128>") == "line 3: a Code 128 bar code holds printable ASCII only");
    CHECK(inPage("<group>words</group>") == "line 3: <group> holds elements, not text");
    CHECK(inPage("<flow><text>a</text></flow>") == "line 3: <text> cannot stand in a <flow>");
    const auto inTable = [&](const QByteArray &body) {
        return inPage("<flow><table>" + body + "</table></flow>");
    };
    const QByteArray columns = "<column width='20'>a</column><column>b</column>";
    CHECK(inTable("") == "line 3: <table> begins with 1 to 20 columns");
    CHECK(inTable("words") == "line 3: <table> holds columns and rows, not text");
    CHECK(inTable("<column width='100'/><column width='100'/>") ==
          "line 3: the columns have no room in the table's width");
    CHECK(inTable(columns + "<p>a</p>") == "line 3: <p> cannot stand here in a <table>");
    CHECK(inTable(columns + "<row><cell>1</cell></row>") == "line 3: the row has 1 cells for 2 columns");
    CHECK(inTable(columns + "<row><cell>1</cell><p>2</p></row>") == "line 3: <p> cannot stand in a <row>");
    CHECK(inTable(columns + "<row><cell>1</cell><cell><p>2</p></cell></row>") ==
          "line 3: <cell> holds no elements");
    CHECK(inTable("<column width='3'/><column/><row><cell>长</cell><cell/></row>") ==
          "line 3: the text does not fit its column");
    CHECK(inPage("<table/>") == "line 3: <table> is no element that can stand here");
    CHECK(inPage("<text>a</p>") == "line 3: not well-formed XML");
    CHECK(refused("<page/>") == "line 1: the root element is <document>");
    CHECK(refused("<document/>") == "line 1: <document> holds no <page>");
    CHECK(refused("") == "line 1: not well-formed XML");
    CHECK(refused("<document><page/></document>x") == "line 1: not well-formed XML");
    CHECK_THAT(refused("<document size='A9'><page/></document>"),
               Catch::StartsWith("line 1: attribute “size”"));
    CHECK_THAT(refused("<document margins='1 2 3'><page/></document>"),
               Catch::StartsWith("line 1: attribute “margins”"));
    CHECK(refused("<!DOCTYPE d [<!ENTITY a 'x'>]>\n<document><page/></document>") ==
          "line 1: document types are not allowed");
    CHECK(refused("<document>\n<page>\n<text>{{name}}</text></page></document>") ==
          "line 3: {{name}} is missing");
}

TEST_CASE("data cannot become markup")
{
    const QJsonObject data{{QStringLiteral("name"), QStringLiteral("</text><image key='x'/><text>")}};
    CHECK(linesOf(pdfOf(rendered("<text>{{name}}</text>", data))) ==
          QStringList{QStringLiteral("</text><image key='x'/><text>")});
}

TEST_CASE("the measure of time")
{
    QByteArray page;
    for (int i = 0; i < 40; ++i)
        page +=
            "<p>" + QByteArray::number(i) +
            " 长期 企业职工基本养老保险 𬍛 买买提·样例 示例市示例区长安路</p>";
    for (const int pages : {1, 46}) {
        QByteArray body;
        for (int i = 0; i < pages; ++i)
            body += "<page><flow>" + page + "</flow></page>";
        QElapsedTimer timer;
        timer.start();
        const Result<Document> document = render("<document>" + body + "</document>", {}, {}, options);
        REQUIRE(document);
        const qint64 layout = timer.elapsed();
        const QByteArray pdf = pdfOf(*document);
        const qint64 paper = timer.elapsed() - layout;
        CHECK(document->image(0, 100).ok());
        std::cout << document->pageCount() << " pages: layout " << layout << " ms, PDF/A " << paper
                  << " ms, first picture " << timer.elapsed() - layout - paper << " ms, " << pdf.size() / 1024
                  << " KiB\n";
    }
}
