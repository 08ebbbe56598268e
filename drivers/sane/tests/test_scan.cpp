// The driver on a scanner that is well, with sheets whose numbers can be read on what comes out.
#include "scanner_fixture.h"

#include <QDir>
#include <QJsonArray>

using namespace kiosk;

namespace
{

QJsonObject from(const char *source, QJsonObject more = {})
{
    more.insert(QStringLiteral("source"), QLatin1String(source));
    return more;
}

QJsonObject page(const Result<Payload> &result, int number)
{
    return result->fields[u"pages"].toArray().at(number).toObject();
}

} // namespace

TEST_CASE("a sheet that lies askew on the glass comes out straight, cut out and A4 to the dot")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.lay(42, 1.5);
    const auto result = scanner.scan(from("flatbed", {{QStringLiteral("resolution"), 100}}));
    REQUIRE(outcomeOf(result) == u"success");
    REQUIRE(result->blobs.size() == 1);
    CHECK(page(result, 0)[u"width"].toInt() == 827);
    CHECK(page(result, 0)[u"height"].toInt() == 1169);
    CHECK(page(result, 0)[u"found"].toBool());
    CHECK(page(result, 0)[u"advice"].toArray().isEmpty());
    CHECK(numberOn(result->blobs.first()) == 42);
}

TEST_CASE("a smaller sheet keeps its size, and an empty glass is told")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    CHECK(outcomeOf(scanner.scan(from("flatbed"))) == u"noMediaPresent");
    scanner.lay(9, 4, true);
    const auto result = scanner.scan(from("flatbed", {{QStringLiteral("resolution"), 100}}));
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(page(result, 0)[u"width"].toInt() == Approx(413).margin(3)); // 105 mm
    CHECK(page(result, 0)[u"height"].toInt() == Approx(585).margin(3));
    CHECK(numberOn(result->blobs.first()) == 9);
}

TEST_CASE("a self-test reads the terminal's calibration page, and says what is wrong with what it sees")
{
    const QString code = QStringLiteral("KIOSK-TEST-0badcafe");
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    const auto seen = [&scanner] {
        hal::OperationContext context{Deadline::in(20s), {}};
        return scanner.device().execute(u"selfTest", {}, context);
    };
    CHECK(outcomeOf(seen()) == u"noMediaPresent");

    scanner.layTarget(code, 1.5);
    const auto askew = seen();
    REQUIRE(outcomeOf(askew) == u"success");
    CHECK(askew->fields[u"code"].toString() == code);
    CHECK(askew->fields[u"across"].toDouble() == Approx(100).margin(0.5));
    CHECK(askew->fields[u"down"].toDouble() == Approx(100).margin(0.5));
    CHECK(askew->fields[u"paper"].toDouble() > 80);
    CHECK(askew->fields[u"advice"].toArray().isEmpty());
    CHECK(askew->blobs.isEmpty());

    scanner.layTarget(code, 0, 0.97);
    const auto small = seen();
    REQUIRE(outcomeOf(small) == u"success");
    CHECK(small->fields[u"code"].toString() == code);
    CHECK(small->fields[u"across"].toDouble() == Approx(97).margin(0.5));
    CHECK(small->fields[u"down"].toDouble() == Approx(97).margin(0.5));

    scanner.layTarget(code, 0, 1, 0.3);
    const auto dim = seen();
    REQUIRE(outcomeOf(dim) == u"success");
    CHECK(dim->fields[u"paper"].toDouble() < 40);

    scanner.lay(7);
    const auto other = seen();
    REQUIRE(outcomeOf(other) == u"success");
    CHECK(other->fields[u"code"].toString().isEmpty());
}

TEST_CASE("the feeder's sheets come in their order until it is empty")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    CHECK(outcomeOf(scanner.scan(from("feeder"))) == u"noMediaPresent");
    scanner.load(3, 0.8);
    CHECK(scanner.status()[u"media"].toString() == u"present");
    const auto result = scanner.scan(from("feeder"));
    REQUIRE(outcomeOf(result) == u"success");
    REQUIRE(result->blobs.size() == 3);
    for (int i = 0; i < 3; ++i)
        CHECK(numberOn(result->blobs.at(i)) == i + 1);
    CHECK(scanner.status()[u"media"].toString() == u"notPresent");
}

TEST_CASE("no more sheets are drawn in than were asked for")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(5);
    const auto result = scanner.scan(from("feeder", {{QStringLiteral("pages"), 2}}));
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(result->blobs.size() == 2);
    CHECK(scanner.state()[u"sheets"].toInt() == 3);
}

TEST_CASE("both sides of two sheets become a PDF of four pages")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.load(2);
    const auto pictures = scanner.scan(from("feederDuplex"));
    REQUIRE(outcomeOf(pictures) == u"success");
    REQUIRE(pictures->blobs.size() == 4);
    QList<int> numbers;
    for (const QByteArray &jpeg : pictures->blobs)
        numbers.append(numberOn(jpeg));
    CHECK(numbers == QList<int>{1, 129, 2, 130});
    scanner.load(2);
    const auto pdf =
        scanner.scan(from("feederDuplex", {{QStringLiteral("format"), QStringLiteral("pdf")},
                                           {QStringLiteral("colour"), QStringLiteral("grayscale")}}));
    REQUIRE(outcomeOf(pdf) == u"success");
    REQUIRE(pdf->blobs.size() == 1);
    CHECK(pdf->blobs.first().startsWith("%PDF-1.7"));
    CHECK(pdf->fields[u"pages"].toArray().size() == 4);
    CHECK(scanner.state()[u"asked"][u"mode"].toString() == u"Gray");
}

TEST_CASE("a resolution that the scanner does not have is made from the next one")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    scanner.lay(3);
    const auto result = scanner.scan(from("flatbed", {{QStringLiteral("resolution"), 120}}));
    REQUIRE(outcomeOf(result) == u"success");
    CHECK(scanner.state()[u"asked"][u"resolution"].toInt() == 150);
    CHECK(page(result, 0)[u"width"].toInt() == 992);
    CHECK(page(result, 0)[u"height"].toInt() == 1403);
}

TEST_CASE("what it is and has is told; what it does not have is refused")
{
    ScannerFixture scanner;
    REQUIRE(scanner.open() == u"success");
    CHECK(scanner.status()[u"device"].toString() == u"online");
    CHECK(scanner.status()[u"model"].toString() == u"Bianmin Emulated Scanner");
    CHECK(scanner.status()[u"cover"].toString() == u"closed");
    CHECK(outcomeOf(scanner.scan(from("camera"))) == u"unsupportedData");
    scanner.device().close(); // a process has one scanner open at a time
    ScannerFixture strange({QStringLiteral("brightness=10")});
    REQUIRE(strange.open() == u"success");
    CHECK(outcomeOf(strange.scan(from("flatbed"))) == u"unsupportedData");
    strange.device().close();
    ScannerFixture absent({}, "bianmin_emulator:other");
    CHECK(absent.open() == u"noDevice");
    hal::DeviceConfiguration network;
    network.driver = QStringLiteral("sane");
    network.connect = {{QStringLiteral("scanner"), QStringLiteral("net:10.0.0.9:test:0")}};
    CHECK(outcomeOf(hal::createDevice(network)) == u"invalidData");
}

TEST_CASE("a scan leaves no file behind")
{
    ScannerFixture scanner;
    const auto entries = [] {
        return QDir(ScannerFixture::run()).entryList(QDir::AllEntries | QDir::NoDotAndDotDot | QDir::System);
    };
    const QStringList before = entries();
    REQUIRE(scanner.open() == u"success");
    scanner.load(1);
    REQUIRE(outcomeOf(scanner.scan(from("feeder", {{QStringLiteral("format"), QStringLiteral("pdf")}}))) ==
            u"success");
    CHECK(entries() == before);
}
