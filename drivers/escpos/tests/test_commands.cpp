// What goes to the printer, byte by byte.
#include "commands.h"
#include "drawing.h"
#include "escpos_fixture.h"

using namespace kiosk;
using namespace kiosk::escpos;
using hal::ReceiptElement;

namespace
{

QByteArray bytesOf(const ReceiptElement &element, const Printing &printing = {})
{
    const auto pieces = encodeBlock({element}, printing);
    REQUIRE(pieces);
    return pieces->join();
}

QByteArray hex(const char *digits)
{
    return QByteArray::fromHex(digits);
}

const QByteArray begin = hex("1b401c26");

} // namespace

TEST_CASE("text goes out in GB18030, aligned and in its size")
{
    CHECK(bytesOf({ReceiptElement::Kind::Text, QStringLiteral("回执A")}) ==
          begin + hex("1b61001d2100") + hex("bbd8d6b4") + "A\n");
    CHECK(bytesOf({ReceiptElement::Kind::Text, QStringLiteral("回"), ReceiptElement::Align::Center, 48}) ==
          begin + hex("1b61011d2111") + hex("bbd8") + "\n");
}

TEST_CASE("codes, feeds and cuts are the printer's commands")
{
    CHECK(bytesOf({ReceiptElement::Kind::Qr, QStringLiteral("abc"), ReceiptElement::Align::Center}) ==
          begin +
              hex("1b4a20"
                  "1b6101"
                  "1d286b040031413200"
                  "1d286b0300314308"
                  "1d286b0300314531"
                  "1d286b0600315030") +
              "abc" +
              hex("1d286b0300315130"
                  "1b4a20"));
    ReceiptElement feed{ReceiptElement::Kind::Feed};
    feed.millimetres = 40; // 320 dots
    CHECK(bytesOf(feed) == begin + hex("1b4aff1b4a41"));
    ReceiptElement cut{ReceiptElement::Kind::Cut};
    CHECK(bytesOf(cut) == begin + hex("1d5601"));
    cut.fullCut = true;
    CHECK(bytesOf(cut) == begin + hex("1d5600"));
    CHECK(askRealTime(4) == hex("100404"));
    CHECK(askProcessId("0001") == hex("1d284806003030") + "0001");
    CHECK(askPaperSensor() == hex("1d7201"));
}

TEST_CASE("what the printer's font lacks is drawn")
{
    const ReceiptElement name{ReceiptElement::Kind::Text, QStringLiteral("样\U0002C35B")}; // 𬍛
    CHECK(bytesOf(name).startsWith(begin + hex("1d763000480018")));
    CHECK(bytesOf(name, {CharacterSet::Gb18030}).startsWith(begin + hex("1b61001d2100")));
    const ReceiptElement rare{ReceiptElement::Kind::Text, QStringLiteral("喆")};
    CHECK(bytesOf(rare).contains(hex("86b4")));
    CHECK(bytesOf(rare, {CharacterSet::Gb2312}).startsWith(begin + hex("1d7630")));
    const auto drawn = drawText(QStringLiteral("\U0002C35B"), 24);
    REQUIRE(drawn);
    CHECK(drawn->width > 16);
    CHECK(drawn->rows.count('\0') < drawn->rows.size() - 20);
}

TEST_CASE("a character that no font has is refused, not printed as a box")
{
    const auto pieces = encodeBlock({{ReceiptElement::Kind::Text, QStringLiteral("\U0002CACD")}}, {});
    REQUIRE_FALSE(pieces);
    CHECK(pieces.error().code == error::unsupportedData);
}

TEST_CASE("a size that the font does not have is drawn")
{
    CHECK(bytesOf({ReceiptElement::Kind::Text, QStringLiteral("回"), ReceiptElement::Align::Left, 32})
              .startsWith(begin + hex("1d763000480020")));
}

TEST_CASE("a line holds 48 columns, Chinese characters fill two")
{
    CHECK(columnsOf(QStringLiteral("回执 A1")) == 7);
    const QString long24 = QString(24, QChar(u'回'));
    CHECK(wrapText(long24, columns) == QStringList{long24});
    CHECK(wrapText(u'A' + long24, columns) ==
          QStringList{u'A' + QString(23, QChar(u'回')), QStringLiteral("回")});
    CHECK(wrapText({}, columns) == QStringList{QString()});
}

TEST_CASE("a picture never spells a command that is obeyed at once, and each piece fits the buffer")
{
    hal::Bitmap bitmap{576, 200, {}};
    for (int i = 0; i < 72 * 200 / 2; ++i)
        bitmap.rows += i % 3 == 0 ? hex("1004") : i % 3 == 1 ? hex("1005") : hex("1014");
    const auto pieces = encodeRaster(bitmap);
    CHECK(pieces.size() == 4);
    for (const QByteArray &piece : pieces) {
        CHECK(piece.size() <= longestPiece);
        for (const char *command : {"1004", "1005", "1014"})
            CHECK(!piece.contains(hex(command)));
    }
    CHECK(pieces[0].left(8) == hex("1d76300048003700"));
    CHECK(pieces[0].mid(8, 2) == hex("1104"));
}
