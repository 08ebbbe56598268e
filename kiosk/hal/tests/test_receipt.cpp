#include <kiosk/hal/receipt.h>

#include <catch2/catch.hpp>

#include <algorithm>

using namespace kiosk;
using namespace kiosk::hal;
using Kind = ReceiptElement::Kind;

namespace
{

QString reason(const QByteArray &lines, const QList<QByteArray> &pictures = {})
{
    const auto receipt = parseReceipt(lines, pictures);
    return receipt ? QStringLiteral("ok") : receipt.error().detail;
}

/// 9 by 2 dots.
const QByteArray picture("P4\n9 2\n\xFF\x80\x00\x80", 11);

} // namespace

TEST_CASE("a receipt has text, dividers, codes, pictures, feeds and a cut")
{
    const auto receipt = parseReceipt("{\"text\":\"办件回执\",\"align\":\"center\",\"size\":48}\n"
                                      "\n"
                                      "{\"divider\":true}\n"
                                      "{\"qr\":\"https://example.invalid/c/1\",\"align\":\"right\"}\n"
                                      "{\"raster\":1}\n{\"feed_mm\":3}\n{\"cut\":\"full\"}\n",
                                      {picture});
    REQUIRE(receipt);
    REQUIRE(receipt->size() == 6);
    CHECK(receipt->at(0).text == u"办件回执");
    CHECK(receipt->at(0).align == ReceiptElement::Align::Center);
    CHECK(receipt->at(0).size == 48);
    CHECK(receipt->at(2).align == ReceiptElement::Align::Right);
    CHECK(receipt->at(3).picture.width == 9);
    CHECK(receipt->at(3).picture.rows == QByteArray("\xFF\x80\x00\x80", 4));
    CHECK(receipt->at(4).millimetres == 3);
    CHECK(receipt->at(5).fullCut);
}

TEST_CASE("what is wrong is told with its line and never with its content")
{
    CHECK(reason("") == "the receipt is empty");
    CHECK(reason("{\"cut\":\"full\"}") == "the receipt is empty");
    CHECK(reason("{\"text\":\"a\"}\n{\"txt\":1}") ==
          "line 2: one of text, divider, qr, raster, feed_mm, cut is expected");
    CHECK(
        reason("{\"text\":\"a\"}\nnonsense").startsWith(QStringLiteral("line 2: a JSON object is expected")));
    CHECK(reason("{\"text\":7}") == "line 1: text: up to 400 printable characters");
    CHECK(reason("{\"text\":\"a\\u001bb\"}") == "line 1: text: up to 400 printable characters");
    CHECK(reason("{\"text\":\"a\",\"qr\":\"b\"}") == "line 1: text takes no other key than align, size");
    CHECK(reason("{\"divider\":true,\"align\":\"left\"}") ==
          "line 1: divider takes no other key than its own");
    CHECK(reason("{\"text\":\"a\",\"align\":\"middle\"}") == "line 1: align: left, center or right");
    CHECK(reason("{\"text\":\"a\",\"size\":25}") == "line 1: size: 24, 32 or 48");
    CHECK(reason("{\"qr\":\"码\"}") == "line 1: qr: 1 to 200 printable ASCII characters");
    CHECK(reason("{\"raster\":1}") == "line 1: raster: number of a picture that no line has named");
    CHECK(reason("{\"raster\":1}\n{\"raster\":1}", {picture}) ==
          "line 2: raster: number of a picture that no line has named");
    CHECK(reason("{\"raster\":1}", {picture.chopped(1)}).startsWith(QStringLiteral("line 1: raster: other")));
    CHECK(reason("{\"text\":\"a\"}", {picture}) == "a picture that no line names");
    CHECK(reason("{\"feed_mm\":0}") == "line 1: feed_mm: 1 to 50");
    CHECK(reason("{\"text\":\"a\"}\n{\"cut\":\"half\"}") == "line 2: cut: full or partial");
    CHECK(reason("{\"text\":\"a\"}\n{\"cut\":\"full\"}\n{\"text\":\"b\"}") ==
          "line 3: nothing follows a cut");
    CHECK(reason(QByteArray("{\"text\":\"a\"}\n").repeated(201)) ==
          "line 201: a receipt has at most 200 lines");
}

TEST_CASE("an identity number is never printed in full")
{
    const QString told = reason("{\"text\":\"证件 11010519491231002X\"}");
    CHECK(told == "line 1: text: holds an identity number");
    CHECK(reason("{\"qr\":\"n=11010519491231002X\"}") == "line 1: qr: holds an identity number");
    CHECK(reason("{\"text\":\"证件 110105********002X\"}") == "ok");
}

TEST_CASE("a bitmap is a PBM of the paper's width at most")
{
    CHECK(parseBitmap(picture));
    CHECK_FALSE(parseBitmap("P1\n1 1\n1"));
    CHECK_FALSE(parseBitmap("P4\n577 1\n" + QByteArray(73, '\0')));
    CHECK_FALSE(parseBitmap("P4\n576 1601\n" + QByteArray(72 * 1601, '\0')));
    CHECK_FALSE(parseBitmap("P4\n0 1\n"));
    CHECK_FALSE(parseBitmap("P4\n8 1"));
    CHECK_FALSE(parseBitmap(picture + '\0'));
    CHECK(parseBitmap("P4\n576 1600\n" + QByteArray(72 * 1600, '\0')));
}

TEST_CASE("only the last block makes a receipt valid, and holds nothing of it")
{
    QByteArray lines = QByteArray("{\"text\":\"a\"}\n").repeated(8) + "{\"qr\":\"x\"}\n{\"cut\":\"full\"}";
    const auto receipt = parseReceipt(lines, {});
    REQUIRE(receipt);
    const QList<Receipt> blocks = blocksOf(*receipt, false);
    REQUIRE(blocks.size() == 4); // 6 lines, 2 lines, the code, the end
    CHECK(blocks[2].size() == 1);
    REQUIRE(blocks[3].size() == 3);
    CHECK(blocks[3][0].text == u"—— 以下空白 ——");
    CHECK(blocks[3][1].millimetres == 12);
    CHECK(blocks[3][2].fullCut);
    for (qsizetype i = 0; i < 3; ++i)
        for (const ReceiptElement &element : blocks[i]) {
            CHECK(element.kind != Kind::Cut);
            CHECK(!element.text.contains(QStringLiteral("以下空白")));
        }
}

TEST_CASE("a self-test's ruler has a tick at each millimetre of the paper")
{
    const Receipt receipt = selfTestReceipt(QStringLiteral("KIOSK-TEST-1"));
    const auto ruler = std::find_if(receipt.begin(), receipt.end(), [](const ReceiptElement &element) {
        return element.kind == Kind::Raster;
    });
    REQUIRE(ruler != receipt.end());
    REQUIRE(ruler->picture.width == receiptDots);
    REQUIRE(ruler->picture.rows.size() == qsizetype(ruler->picture.rowBytes()) * ruler->picture.height);
    const QByteArray row = ruler->picture.rows.mid(10 * ruler->picture.rowBytes(), ruler->picture.rowBytes());
    int ticks = 0;
    for (const char eightDots : row)
        ticks += (eightDots & 0x80) != 0 && (eightDots & 0x0F) == 0;
    CHECK(ticks == 72);
}

TEST_CASE("a demonstration's receipt says first and last that it is none")
{
    const auto receipt = parseReceipt("{\"qr\":\"x\"}", {});
    REQUIRE(receipt);
    const QList<Receipt> blocks = blocksOf(*receipt, true);
    REQUIRE(blocks.size() == 4);
    CHECK(blocks[0][0].text == u"样张 无效 · 仅供演示");
    CHECK(blocks[1][0].kind == Kind::Qr);
    CHECK(blocks[2].last().text == u"样张 无效 · 仅供演示");
}
