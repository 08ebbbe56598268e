// The class, and what it hands out.
#include <kiosk/hal/document_scanner.h>
#include <kiosk/hal/page_picture.h>
#include <kiosk/hal/sample_paper.h>
#include <kiosk/hal/scanned_pdf.h>

#include <kiosk/hal/pdf_edit.h>

#include <kiosk/hal/jpeg_picture.h>

#include <QProcess>
#include <QTemporaryFile>

#include <catch2/catch.hpp>

#include <qpdf/QPDFPageDocumentHelper.hh>

using namespace kiosk;
using namespace kiosk::hal;

namespace
{

/// A feeder with sheets, each with its number.
class FakeScanner : public DocumentScanner
{
public:
    int sheets = 3;
    std::optional<Error> after; ///< of the last sheet
    int ended = 0;
    ScanRequest asked;
    QString target; ///< on the glass, in the place of the sheets
    std::function<void()> atPicture = [] {};

    Status open(OperationContext &) override { return {}; }
    void close() override {}
    Result<QJsonObject> status(OperationContext &) override { return QJsonObject(); }

protected:
    Result<QList<ScanSource>> sources(OperationContext &) override
    {
        return QList<ScanSource>{ScanSource::Flatbed, ScanSource::Feeder};
    }
    Status startScan(const ScanRequest &request, OperationContext &) override
    {
        asked = request;
        return {};
    }
    Result<std::optional<ScannedPicture>> nextPicture(OperationContext &) override
    {
        atPicture();
        if (m_given == sheets) {
            if (after)
                return *after;
            return std::optional<ScannedPicture>();
        }
        if (!target.isEmpty())
            return std::optional(
                ScannedPicture{sampleTarget(asked.resolution, target), double(asked.resolution)});
        return std::optional(
            ScannedPicture{samplePaper(asked.resolution, ++m_given), double(asked.resolution)});
    }
    void endScan() override { ++ended; }
    Status reset(OperationContext &) override { return {}; }

private:
    int m_given = 0;
};

QJsonObject feeder(QJsonObject more = {})
{
    more.insert(QStringLiteral("source"), QStringLiteral("feeder"));
    if (!more.contains(u"resolution"))
        more.insert(QStringLiteral("resolution"), 75);
    return more;
}

Result<Payload> scanned(FakeScanner &scanner, const QJsonObject &arguments)
{
    OperationContext context{Deadline::in(20s), {}};
    return scanner.execute(u"scan", {arguments, {}}, context);
}

} // namespace

TEST_CASE("a feeder's sheets come as JPEGs, one each, in their order, and progress tells of each")
{
    FakeScanner scanner;
    QList<int> told;
    OperationContext context{Deadline::in(20s), {}};
    context.progress = [&](const QString &stage, const QJsonObject &details) {
        if (stage == u"pageScanned")
            told.append(details[u"page"].toInt());
        CHECK(details.size() == 1);
    };
    const auto result = scanner.execute(u"scan", {feeder(), {}}, context);
    REQUIRE(result);
    CHECK(told == QList<int>{1, 2, 3});
    REQUIRE(result->blobs.size() == 3);
    CHECK(result->fields[u"format"].toString() == u"jpeg");
    for (int i = 0; i < 3; ++i) {
        auto picture = readJpeg(result->blobs.at(i));
        REQUIRE(picture);
        CHECK(picture->width == 620);
        CHECK(picture->height == 877);
        cv::Mat pixels(picture->height, picture->width, CV_8UC3, picture->pixels.data());
        CHECK(readSampleNumber(pixels) == i + 1);
        // Whoever prints it knows its size: JFIF, 75 dots per inch both ways.
        CHECK(result->blobs.at(i).sliced(13, 5) == QByteArray::fromHex("01004b004b"));
        const QJsonObject page = result->fields[u"pages"].toArray().at(i).toObject();
        CHECK(page[u"width"].toInt() == 620);
        CHECK(page[u"height"].toInt() == 877);
    }
    CHECK(scanner.ended == 1);
}

TEST_CASE("no more pages are taken than were asked for, and of a flatbed one")
{
    FakeScanner scanner;
    const auto two = scanned(scanner, feeder({{QStringLiteral("pages"), 2}}));
    REQUIRE(two);
    CHECK(two->blobs.size() == 2);
    FakeScanner glass;
    const auto one = scanned(glass, {{QStringLiteral("resolution"), 75}});
    REQUIRE(one);
    CHECK(one->blobs.size() == 1);
}

TEST_CASE("after a jam nothing is handed out; an empty feeder is told; the scan always ends")
{
    FakeScanner jammed;
    jammed.after = fail(error::mediaJammed);
    const auto result = scanned(jammed, feeder());
    REQUIRE_FALSE(result);
    CHECK(result.error().code == error::mediaJammed);
    CHECK(jammed.ended == 1);
    FakeScanner empty;
    empty.sheets = 0;
    const auto none = scanned(empty, feeder());
    REQUIRE_FALSE(none);
    CHECK(none.error().code == error::noMediaPresent);
    CHECK(empty.ended == 1);
}

TEST_CASE("a cancel between two pages ends the scan")
{
    FakeScanner scanner;
    OperationContext context{Deadline::in(20s), {}};
    context.progress = [&](const QString &, const QJsonObject &) { context.cancel.cancel(); };
    const auto result = scanner.execute(u"scan", {feeder(), {}}, context);
    REQUIRE_FALSE(result);
    CHECK(result.error().code == error::canceled);
    CHECK(scanner.ended == 1);
}

TEST_CASE("a self-test reads the calibration page on the glass, and hands out no picture")
{
    FakeScanner scanner;
    scanner.target = QStringLiteral("KIOSK-TEST-0badcafe");
    OperationContext context{Deadline::in(20s), {}};
    const auto result = scanner.execute(u"selfTest", {}, context);
    REQUIRE(result);
    CHECK(scanner.asked.source == ScanSource::Flatbed);
    CHECK(scanner.asked.resolution == 300);
    CHECK(scanner.ended == 1);
    CHECK(result->fields[u"code"].toString() == scanner.target);
    CHECK(result->fields[u"across"].toDouble() == Approx(100).margin(0.3));
    CHECK(result->fields[u"down"].toDouble() == Approx(100).margin(0.3));
    CHECK(result->fields[u"paper"].toDouble() > 90);
    CHECK(result->fields[u"advice"].toArray().isEmpty());
    CHECK(result->blobs.isEmpty());
    const auto refused = scanner.execute(u"selfTest", {{{"resolution", 75}}, {}}, context);
    REQUIRE_FALSE(refused);
    CHECK(refused.error().code == error::invalidData);
}

TEST_CASE("a self-test of another page finds no code")
{
    FakeScanner scanner;
    OperationContext context{Deadline::in(20s), {}};
    const auto result = scanner.execute(u"selfTest", {}, context);
    REQUIRE(result);
    CHECK(result->fields[u"code"].toString().isEmpty());
    CHECK(result->fields[u"across"].toDouble() == 0);
}

TEST_CASE("what is asked for is checked")
{
    const auto wrong = [](const char *key, const QJsonValue &value) {
        const auto order = scanOrder({{QLatin1String(key), value}});
        return !order && order.error().code == error::invalidData;
    };
    CHECK(wrong("source", QStringLiteral("net")));
    CHECK(wrong("source", 1));
    CHECK(wrong("resolution", 74));
    CHECK(wrong("resolution", 401));
    CHECK(wrong("resolution", 100.5));
    CHECK(wrong("resolution", QStringLiteral("300")));
    CHECK(wrong("colour", QStringLiteral("red")));
    CHECK(wrong("pages", 0));
    CHECK(wrong("pages", 51));
    CHECK(wrong("format", QStringLiteral("tiff")));
    CHECK(wrong("paper", QStringLiteral("a4")));
    CHECK(wrong("paper", QStringLiteral("om_thin_1x297mm")));
    CHECK(wrong("dpi", 300));
    const auto order = scanOrder({});
    REQUIRE(order);
    CHECK(order->request.source == ScanSource::Flatbed);
    CHECK(order->request.resolution == 300);
    CHECK(order->request.colour);
    CHECK(order->request.paper.width == 210);
    CHECK(order->pages == 1);
    FakeScanner scanner;
    const auto camera = scanned(scanner, {{QStringLiteral("source"), QStringLiteral("camera")}});
    REQUIRE_FALSE(camera);
    CHECK(camera.error().code == error::unsupportedData);
    CHECK(scanner.ended == 0);
}

TEST_CASE("a PDF/A of all pages: the pictures as they are, A4, valid")
{
    FakeScanner scanner;
    const char *colour = GENERATE("fullColor", "grayscale");
    const auto result = scanned(scanner, feeder({{QStringLiteral("format"), QStringLiteral("pdf")},
                                                 {QStringLiteral("colour"), QLatin1String(colour)}}));
    REQUIRE(result);
    REQUIRE(result->blobs.size() == 1);
    const QByteArray &pdf = result->blobs.first();
    QPDF document;
    loadPdf(document, pdf);
    auto pages = QPDFPageDocumentHelper(document).getAllPages();
    REQUIRE(pages.size() == 3);
    for (auto &page : pages) {
        const auto box = page.getMediaBox().getArrayAsRectangle();
        CHECK(box.urx == Approx(595.2756).margin(0.001)); // 210 mm
        CHECK(box.ury == Approx(841.8898).margin(0.001));
        auto image = page.getImages().begin()->second;
        CHECK(image.getDict().getKey("/Filter").isNameAndEquals("/DCTDecode"));
        CHECK(image.getDict().getKey("/ColorSpace").getName() ==
              (QLatin1String(colour) == u"fullColor" ? "/DeviceRGB" : "/DeviceGray"));
        const auto data = image.getRawStreamData();
        CHECK(data->getBuffer()[0] == 0xFF);
        CHECK(data->getBuffer()[1] == 0xD8);
    }
    CHECK(document.getRoot().hasKey("/OutputIntents"));
    CHECK(document.getTrailer().hasKey("/ID"));
    const auto metadata = document.getRoot().getKey("/Metadata").getStreamData();
    const QByteArray xmp(reinterpret_cast<const char *>(metadata->getBuffer()),
                         qsizetype(metadata->getSize()));
    CHECK(xmp.contains("<pdfaid:part>2</pdfaid:part>"));
    CHECK(xmp.contains("扫描件"));

    QProcess check; // which reads it from its own memory file: nothing on a disk, as in the product
    QTemporaryFile file(QStringLiteral("/dev/shm/scan-XXXXXX"));
    REQUIRE(file.open());
    file.write(pdf);
    file.close();
    check.start(QStringLiteral("qpdf"), {QStringLiteral("--check"), file.fileName()});
    REQUIRE(check.waitForFinished());
    CHECK(check.exitCode() == 0);
}

TEST_CASE("the same pages give the same PDF")
{
    const PagePicture page{samplePaper(75, 1), {210, 297}, true, false, {}};
    const auto jpeg = jpegOf(page, 75);
    REQUIRE(jpeg);
    const PdfProperties properties{
        QStringLiteral("扫描件"), QStringLiteral("zh-CN"),
        QDateTime::fromString(QStringLiteral("2026-11-23T10:24:00+08:00"), Qt::ISODate)};
    const QList<ScannedPage> pages{{*jpeg, page.pixels.cols, page.pixels.rows, true, page.size}};
    const auto once = makeScannedPdf(pages, properties), again = makeScannedPdf(pages, properties);
    REQUIRE(once);
    REQUIRE(again);
    CHECK(*once == *again);
}
