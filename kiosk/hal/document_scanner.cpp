#include <kiosk/hal/document_scanner.h>

#include <kiosk/hal/page_picture.h>
#include <kiosk/hal/scanned_pdf.h>
#include <kiosk/hal/test_page.h>

#include <QJsonArray>

#include <array>

namespace kiosk::hal
{

namespace
{

constexpr int mostPages = 50; // a payload takes 63 parts
constexpr int leastResolution = 75;
constexpr int largestResolution = 400;
constexpr qsizetype mostBytes = qsizetype(60) * 1000 * 1000; // of the 64 MiB of a payload

struct Word {
    QStringView word;
    ScanSource source;
};
constexpr std::array<Word, 4> sourceWords{{{u"flatbed", ScanSource::Flatbed},
                                           {u"feeder", ScanSource::Feeder},
                                           {u"feederDuplex", ScanSource::FeederDuplex},
                                           {u"camera", ScanSource::Camera}}};

bool isFeeder(ScanSource source)
{
    return source == ScanSource::Feeder || source == ScanSource::FeederDuplex;
}

Error wrong(QStringView key)
{
    return fail(error::invalidData, QStringLiteral("scan: '%1' is not one of those it takes").arg(key));
}

/// A text that is one of these, the first where it is left out; -1: none of them.
int choice(const QJsonObject &arguments, QStringView key, const QStringList &words)
{
    const QJsonValue value = arguments[key];
    return value.isUndefined() ? 0 : int(words.indexOf(value.toString()));
}

/// A whole number within the limits, or what holds where it is left out.
std::optional<int> number(const QJsonObject &arguments, QStringView key, int least, int most, int standard)
{
    const QJsonValue value = arguments[key];
    if (value.isUndefined())
        return standard;
    const double given = value.toDouble(-1);
    if (!(given >= least && given <= most) || given != int(given))
        return std::nullopt;
    return int(given);
}

/// Pages as they come, wiped unless they are handed out.
class PagesDone
{
public:
    PagesDone() = default;
    PagesDone(const PagesDone &) = delete;
    PagesDone &operator=(const PagesDone &) = delete;
    ~PagesDone()
    {
        for (ScannedPage &page : m_pages)
            wipe(page.jpeg);
    }

    [[nodiscard]] qsizetype count() const { return m_pages.size(); }
    [[nodiscard]] Status add(PagePicture page, int resolution)
    {
        auto jpeg = jpegOf(page, resolution);
        page.pixels.setTo(cv::Scalar::all(0));
        if (!jpeg)
            return jpeg.error();
        m_bytes += jpeg->size();
        m_fields.append(QJsonObject{{QStringLiteral("width"), page.pixels.cols},
                                    {QStringLiteral("height"), page.pixels.rows},
                                    {QStringLiteral("found"), page.found},
                                    {QStringLiteral("blank"), page.blank},
                                    {QStringLiteral("advice"), QJsonArray::fromStringList(page.advice)}});
        m_pages.append(
            {std::move(*jpeg), page.pixels.cols, page.pixels.rows, page.pixels.channels() == 3, page.size});
        if (m_bytes > mostBytes)
            return fail(error::notEnoughSpace, QStringLiteral("more than 60 MB of pages"));
        return {};
    }
    [[nodiscard]] Result<Payload> handOut(bool pdf)
    {
        Payload payload{{{QStringLiteral("pages"), m_fields},
                         {QStringLiteral("format"), pdf ? QStringLiteral("pdf") : QStringLiteral("jpeg")}},
                        {}};
        if (pdf) {
            auto document = makeScannedPdf(
                m_pages, {QStringLiteral("扫描件"), QStringLiteral("zh-CN"), QDateTime::currentDateTime()});
            if (!document)
                return document.error();
            payload.blobs.append(std::move(*document));
        } else {
            for (ScannedPage &page : m_pages)
                payload.blobs.append(std::move(page.jpeg));
        }
        return payload;
    }

private:
    QList<ScannedPage> m_pages;
    QJsonArray m_fields;
    qsizetype m_bytes = 0;
};

} // namespace

Result<ScanOrder> scanOrder(const QJsonObject &arguments)
{
    static const QStringList known{QStringLiteral("source"), QStringLiteral("resolution"),
                                   QStringLiteral("colour"), QStringLiteral("paper"),
                                   QStringLiteral("pages"),  QStringLiteral("format")};
    for (const QString &key : arguments.keys())
        if (!known.contains(key))
            return fail(error::invalidData, QStringLiteral("scan takes no such argument"));
    QStringList words;
    for (const Word &word : sourceWords)
        words.append(word.word.toString());
    const int source = choice(arguments, u"source", words);
    const int colour =
        choice(arguments, u"colour", {QStringLiteral("fullColor"), QStringLiteral("grayscale")});
    const int format = choice(arguments, u"format", {QStringLiteral("jpeg"), QStringLiteral("pdf")});
    const auto resolution = number(arguments, u"resolution", leastResolution, largestResolution, 300);
    const auto pages = number(arguments, u"pages", 1, mostPages, mostPages);
    const auto paper = mediaSize(arguments[u"paper"].toString(QStringLiteral("iso_a4_210x297mm")));
    for (const auto &[good, key] :
         {std::pair(source >= 0, u"source"),
          {colour >= 0, u"colour"},
          {format >= 0, u"format"},
          {resolution.has_value(), u"resolution"},
          {pages.has_value(), u"pages"},
          {paper.ok() && paper->width >= 40 && paper->height >= 40 && paper->width <= 300 &&
               paper->height <= 432, // A3 and tabloid; smaller than a card is nothing
           u"paper"}})
        if (!good)
            return wrong(key);
    ScanOrder order;
    order.request = {sourceWords[size_t(source)].source, *resolution, colour == 0, *paper};
    order.pages = isFeeder(order.request.source) ? *pages : 1;
    order.pdf = format == 1;
    return order;
}

Result<Payload> DocumentScanner::execute(QStringView operation, const Payload &arguments,
                                         OperationContext &context)
{
    KIOSK_TRY(context.check());
    if (operation == u"scan") {
        const auto order = scanOrder(arguments.fields);
        if (!order)
            return order.error();
        return scan(*order, context);
    }
    if (operation == u"selfTest")
        return selfTest(arguments.fields, context);
    if (operation == u"reset") {
        KIOSK_TRY(reset(context));
        return Payload{};
    }
    return fail(error::unsupportedCommand,
                QStringLiteral("document-scanner has no operation '%1'").arg(operation));
}

class DocumentScanner::Scan
{
public:
    explicit Scan(DocumentScanner &scanner) : m_scanner(scanner) {}
    ~Scan() { m_scanner.endScan(); }
    Scan(const Scan &) = delete;
    Scan &operator=(const Scan &) = delete;

private:
    DocumentScanner &m_scanner;
};

Result<Payload> DocumentScanner::scan(const ScanOrder &order, OperationContext &context)
{
    const auto known = sources(context);
    if (!known)
        return known.error();
    if (!known->contains(order.request.source))
        return fail(error::unsupportedData, QStringLiteral("it has no such source"));
    const Scan ended(*this);
    KIOSK_TRY(startScan(order.request, context));
    PagesDone pages;
    while (pages.count() < order.pages) {
        auto picture = nextPicture(context);
        if (!picture)
            return picture.error();
        if (!*picture)
            break;
        auto page = pageOf(**picture, order.request, context);
        (*picture)->pixels.setTo(cv::Scalar::all(0));
        if (!page)
            return page.error();
        KIOSK_TRY(pages.add(std::move(*page), order.request.resolution));
        KIOSK_TRY(context.check());
        if (context.progress)
            context.progress(QStringLiteral("pageScanned"), {{QStringLiteral("page"), pages.count()}});
    }
    if (pages.count() == 0)
        return fail(error::noMediaPresent, QStringLiteral("the feeder is empty"));
    return pages.handOut(order.pdf);
}

Result<Payload> DocumentScanner::selfTest(const QJsonObject &arguments, OperationContext &context)
{
    if (!arguments.isEmpty())
        return fail(error::invalidData, QStringLiteral("selfTest takes no arguments"));
    const auto known = sources(context);
    if (!known)
        return known.error();
    ScanRequest request;
    if (!known->contains(request.source))
        request.source = known->value(0);
    const Scan ended(*this);
    KIOSK_TRY(startScan(request, context));
    auto picture = nextPicture(context);
    if (!picture)
        return picture.error();
    if (!*picture)
        return fail(error::noMediaPresent, QStringLiteral("the feeder is empty"));
    const double paper = paperLight((*picture)->pixels);
    auto page = pageOf(**picture, request, context);
    (*picture)->pixels.setTo(cv::Scalar::all(0));
    if (!page)
        return page.error();
    const TestPageReading reading = readTestPage(page->pixels, page->size);
    page->pixels.setTo(cv::Scalar::all(0)); // it may be another page
    KIOSK_TRY(context.check());
    return Payload{{{QStringLiteral("code"), reading.code},
                    {QStringLiteral("across"), reading.across},
                    {QStringLiteral("down"), reading.down},
                    {QStringLiteral("paper"), paper},
                    {QStringLiteral("advice"), QJsonArray::fromStringList(page->advice)}},
                   {}};
}

} // namespace kiosk::hal
