// What a person reads on the paper.
#include "escpos_fixture.h"

#include <kiosk/hal/tests/traffic_record.h>

#include <QImage>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

using namespace kiosk;

namespace
{

const QString receipt = QStringLiteral(R"({"text":"示例省政务服务","align":"center","size":48}
{"text":"受理回执","align":"center","size":32}
{"divider":true}
{"text":"办件编号  990000-2026-000123"}
{"text":"申请人    李*例"}
{"text":"事项名称  居民养老保险参保登记（城乡居民基本养老保险费代缴及缴费档次变更）"}
{"text":"领取人    𬍛*"}
{"text":"2026-11-28 09:30","align":"right"}
{"qr":"https://example.invalid/c/990000-2026-000123","align":"center"}
{"raster":1,"align":"center"}
{"text":"请妥善保管","align":"center"}
{"feed_mm":3}
{"cut":"full"})");

/// A frame with a cross, 64 by 64.
QByteArray drawnPicture()
{
    QImage image(64, 64, QImage::Format_Mono);
    image.fill(1);
    QByteArray dots;
    for (int y = 0; y < 64; ++y)
        for (int x = 0; x < 64; x += 8) {
            int byte = 0;
            for (int bit = 0; bit < 8; ++bit) {
                const int at = x + bit;
                const bool black = y < 2 || y > 61 || at < 2 || at > 61 || at == y || at == 63 - y;
                byte |= black ? 0x80 >> bit : 0;
            }
            dots += char(byte);
        }
    return "P4\n64 64\n" + dots;
}

QString codeIn(const QString &file)
{
    const QImage grey = QImage(file).convertToFormat(QImage::Format_Grayscale8);
    REQUIRE(!grey.isNull());
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    return QString::fromStdString(ZXing::ReadBarcode(view).text());
}

} // namespace

TEST_CASE("a receipt comes out as it was described")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    const auto printed = printer.print(receipt, {drawnPicture()});
    REQUIRE(printed);
    CHECK(printed->fields[u"outcome"].toString() == u"printed");
    CHECK(printed->fields[u"stops"].toInt() == 0);
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 1);
    CHECK(pieces[0] == QStringList{QStringLiteral("示例省政务服务"), QStringLiteral("[raster 576x32]"),
                                   QString(48, u'-'), QStringLiteral("办件编号  990000-2026-000123"),
                                   QStringLiteral("申请人    李*例"),
                                   QStringLiteral("事项名称  居民养老保险参保登记（城乡居民基本养老"),
                                   QStringLiteral("保险费代缴及缴费档次变更）"),
                                   QStringLiteral("[raster 576x24]"), QStringLiteral("2026-11-28 09:30"),
                                   QStringLiteral("[qr https://example.invalid/c/990000-2026-000123]"),
                                   QStringLiteral("[raster 576x55]"), QStringLiteral("[raster 576x9]"),
                                   QStringLiteral("请妥善保管"), QStringLiteral("—— 以下空白 ——"),
                                   QStringLiteral("[cut full]")});
    CHECK(codeIn(printer.picture(1)) == u"https://example.invalid/c/990000-2026-000123");
    CHECK(printer.machine()[u"lost"].toInt() == 0);
    CHECK(printer.machine()[u"unknown"].toInt() == 0);
    if (const QByteArray kept = qgetenv("KIOSK_KEEP_RECEIPT"); !kept.isEmpty())
        QFile::copy(printer.picture(1), QString::fromLocal8Bit(kept));
}

TEST_CASE("the record of a receipt has nothing of what it says")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    const test::TrafficRecord record(QStringLiteral("escpos"));
    REQUIRE(printer.print(receipt, {drawnPicture()}));
    record.checkAbsent(QStringLiteral("990000-2026-000123"));
    record.checkAbsent(QStringLiteral("居民养老保险参保登记"));
    record.checkForm();
}

TEST_CASE("a self-test prints a ruler and a code that says what the result says")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    hal::OperationContext context{Deadline::in(20s), {}};
    const auto first = printer.device().execute(u"selfTest", {}, context);
    REQUIRE(first);
    const QString code = first->fields[u"code"].toString();
    CHECK(codeIn(printer.picture(1)) == code);
    const QStringList lines = printer.pieces().value(0);
    CHECK(lines.contains(QStringLiteral("打印自检")));
    CHECK(lines.contains(QStringLiteral("[qr %1]").arg(code)));
    CHECK(printer.validReceipts() == 1);
    const auto second = printer.device().execute(u"selfTest", {}, context);
    REQUIRE(second);
    CHECK(second->fields[u"code"].toString() != code);
    const auto refused = printer.device().execute(u"selfTest", {{{"text", "a"}}, {}}, context);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == error::invalidData);
    if (const QByteArray kept = qgetenv("KIOSK_KEEP_RECEIPT"); !kept.isEmpty())
        QFile::copy(printer.picture(1), QString::fromLocal8Bit(kept) + QStringLiteral(".test.png"));
}

TEST_CASE("a code that the driver draws is read like the printer's own")
{
    EscposFixture printer({{{QStringLiteral("qr"), QStringLiteral("raster")}}});
    REQUIRE(printer.open() == u"ok");
    REQUIRE(printer.outcome(QStringLiteral("{\"qr\":\"https://example.invalid/2\",\"align\":\"center\"}")) ==
            u"ok");
    CHECK(codeIn(printer.picture(1)) == u"https://example.invalid/2");
    CHECK(!printer.pieces()[0].contains(QStringLiteral("[qr https://example.invalid/2]")));
}

TEST_CASE("the longest code fits the paper, by command and drawn")
{
    const char *way = GENERATE("command", "raster");
    EscposFixture printer({{{QStringLiteral("qr"), QLatin1String(way)}}});
    REQUIRE(printer.open() == u"ok");
    const QString text = QStringLiteral("https://example.invalid/") + QString(176, u'x');
    REQUIRE(printer.outcome(QStringLiteral("{\"qr\":\"%1\",\"align\":\"center\"}").arg(text)) == u"ok");
    CHECK(codeIn(printer.picture(1)) == text);
}

TEST_CASE("both ways to confirm work, and one receipt after the other")
{
    const char *way = GENERATE("status", "process-id");
    EscposFixture printer({{{QStringLiteral("confirmation"), QLatin1String(way)}}});
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(linesOfText(20)) == u"ok");
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
    const auto pieces = printer.pieces();
    REQUIRE(pieces.size() == 2);
    CHECK(pieces[0].size() == 22);
    CHECK(pieces[1] == QStringList{QStringLiteral("第1行"), QStringLiteral("—— 以下空白 ——"),
                                   QStringLiteral("[cut partial]")});
}

TEST_CASE("a demonstration's receipt says that it is none, whatever is printed")
{
    EscposFixture printer({{}, {}, true});
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(linesOfText(1)) == u"ok");
    const QStringList piece = printer.pieces()[0];
    CHECK(piece.first() == u"样张 无效 · 仅供演示");
    CHECK(piece.count(QStringLiteral("样张 无效 · 仅供演示")) == 2);
}

TEST_CASE("a receipt that is described wrongly never reaches the paper")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    CHECK(printer.outcome(QStringLiteral("{\"text\":\"a\"}\n{\"text\":1}")) == u"invalidData");
    hal::OperationContext context{Deadline::in(5s), {}};
    CHECK(printer.outcome(linesOfText(20) + QStringLiteral("{\"text\":\"\U0002CACD\"}")) ==
          u"unsupportedData");
    CHECK(printer.device().execute(u"print", {}, context).error().code == error::invalidData);
    CHECK(printer.machine()[u"lines"].toInt() == 0);
}

TEST_CASE("a receipt of a slow line is not lost in the printer's buffer")
{
    EscposFixture printer;
    REQUIRE(printer.open() == u"ok");
    printer.act("slow", {{QStringLiteral("ms"), 5}});
    QByteArray picture = "P4\n576 600\n" + QByteArray(72 * 600, '\x55');
    const auto printed = printer.print(QStringLiteral("{\"raster\":1}\n") + linesOfText(60), {picture});
    REQUIRE(printed);
    CHECK(printer.machine()[u"lost"].toInt() == 0);
    CHECK(printer.pieces()[0].filter(QStringLiteral("行")).size() == 60);
}
