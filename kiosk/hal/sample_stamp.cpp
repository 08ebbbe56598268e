#include <kiosk/hal/sample_stamp.h>

#include <kiosk/hal/pdf_canvas.h>
#include <kiosk/hal/pdf_edit.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <cmath>
#include <list>
#include <map>
#include <memory>
#include <numbers>

namespace kiosk::hal
{
namespace
{

// The print layout rules of the terminal: words in red of 20 %, 28 pt, 60 × 40 mm apart, 45° aslant.
constexpr double columnDistance = 60 * pointsPerMillimetre;
constexpr double rowDistance = 40 * pointsPerMillimetre;
constexpr double opacity = 0.2;
constexpr double lineOpacity = 0.9;
constexpr const char *markFont = "Noto Sans CJK SC Bold 28px";
constexpr const char *lineFont = "Noto Sans CJK SC 9px";
constexpr const char *mark = "样张 无效";
constexpr const char *lineText = "样张 无效 · 仅供演示";
constexpr double lineTop = 6 * pointsPerMillimetre;

// A page larger than the largest PDF page (14 400 units) or with no area is not one that any tray holds.
constexpr double smallestSide = 20;
constexpr double largestSide = 14400;

struct Size {
    double width = 0;
    double height = 0;
    // NOLINTNEXTLINE(modernize-use-nullptr): clang-tidy 14 on defaulted <=>
    auto operator<=>(const Size &) const = default;
};

/// The words once, as outlines and not as text: aslant, they would break up the text of the page for whoever
/// reads it back. A recording, so that all its places on a page share one drawing.
Surface recordMark()
{
    const Surface sketch(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, nullptr));
    const Canvas measure(cairo_create(sketch.get()));
    const Layout layout = layOut(measure.get(), markFont, mark);
    int width = 0;
    int height = 0;
    pango_layout_get_pixel_size(layout.get(), &width, &height);
    const cairo_rectangle_t extents{0, 0, double(width), double(height)};
    Surface recording(cairo_recording_surface_create(CAIRO_CONTENT_COLOR_ALPHA, &extents));
    const Canvas canvas(cairo_create(recording.get()));
    cairo_set_source_rgba(canvas.get(), 0.85, 0, 0, opacity);
    pango_cairo_layout_path(canvas.get(), layout.get());
    cairo_fill(canvas.get());
    return recording;
}

void drawMarks(cairo_t *canvas, const Size &size)
{
    const Surface words = recordMark();
    cairo_save(canvas);
    cairo_translate(canvas, size.width / 2, size.height / 2);
    cairo_rotate(canvas, -std::numbers::pi / 4);
    // More than twenty each way is a poster, and no printer here takes one.
    const double reach = std::hypot(size.width, size.height) / 2;
    const int columns = std::min(20, int(reach / columnDistance));
    const int rows = std::min(20, int(reach / rowDistance));
    for (int row = -rows; row <= rows; ++row) {
        for (int column = -columns; column <= columns; ++column) {
            cairo_set_source_surface(canvas, words.get(), (column - 0.5 + (row % 2) * 0.5) * columnDistance,
                                     row * rowDistance);
            cairo_paint(canvas);
        }
    }
    cairo_restore(canvas);
}

void drawLine(cairo_t *canvas, const Size &size)
{
    const Layout layout = layOut(canvas, lineFont, lineText);
    int width = 0;
    pango_layout_get_size(layout.get(), &width, nullptr);
    cairo_set_source_rgba(canvas, 0.85, 0, 0, lineOpacity);
    cairo_move_to(canvas, (size.width - double(width) / PANGO_SCALE) / 2, std::min(lineTop, size.height / 4));
    pango_cairo_show_layout(canvas, layout.get());
}

/// Without a font that has the characters, a page would come out with boxes on it and no words to find.
Status checkFont()
{
    const Surface surface(cairo_recording_surface_create(CAIRO_CONTENT_ALPHA, nullptr));
    const Canvas canvas(cairo_create(surface.get()));
    for (const char *font : {markFont, lineFont}) {
        if (pango_layout_get_unknown_glyphs_count(layOut(canvas.get(), font, lineText).get()) > 0)
            return fail(error::internalError,
                        QStringLiteral("no font for the stamp: %1").arg(QLatin1String(font)));
    }
    return {};
}

/// One page of that size with the stamp and nothing else. Drawn once: the next document of that size waits
/// for no fonts.
Result<QByteArray> drawStamp(const Size &size)
{
    constexpr size_t sizesKept = 8;
    thread_local std::map<Size, QByteArray> drawn;
    if (const auto known = drawn.find(size); known != drawn.end())
        return known->second;
    KIOSK_TRY(checkFont());
    auto pdf = drawPdfPage(size.width, size.height, [&size](cairo_t *canvas) {
        drawMarks(canvas, size);
        drawLine(canvas, size);
    });
    if (!pdf)
        return pdf;
    if (drawn.size() == sizesKept)
        drawn.clear();
    drawn.emplace(size, *pdf);
    return pdf;
}

/// The page as a reader sees it, so a page with /Rotate counts with its sides exchanged.
Size visibleSize(QPDFPageObjectHelper &page)
{
    const auto box = page.getTrimBox().getArrayAsRectangle();
    QPDFObjectHandle rotate = page.getAttribute("/Rotate", false);
    const bool sideways = rotate.isInteger() && rotate.getIntValueAsInt() % 180 != 0;
    const Size size{std::abs(box.urx - box.llx), std::abs(box.ury - box.lly)};
    return sideways ? Size{size.height, size.width} : size;
}

/// The stamp of each page size, drawn once and shared by all pages of that size.
class Stamps
{
public:
    explicit Stamps(QPDF &document) : m_document(document) {}

    Result<QPDFObjectHandle> of(const Size &size)
    {
        const auto known = m_forms.find(size);
        if (known != m_forms.end())
            return known->second;
        auto drawn = drawStamp(size);
        if (!drawn)
            return drawn.error();
        // QPDF reads from the source until the document is written.
        auto &[bytes, source] = m_sources.emplace_back(std::move(*drawn), std::make_unique<QPDF>());
        loadPdf(*source, bytes);
        auto page = QPDFPageDocumentHelper(*source).getAllPages().at(0);
        return m_forms.emplace(size, m_document.copyForeignObject(page.getFormXObjectForPage()))
            .first->second;
    }

private:
    QPDF &m_document;
    std::map<Size, QPDFObjectHandle> m_forms;
    std::list<std::pair<QByteArray, std::unique_ptr<QPDF>>> m_sources;
};

Status stampPage(QPDF &document, QPDFPageObjectHelper &page, Stamps &stamps)
{
    const Size size = visibleSize(page);
    if (!(size.width >= smallestSide && size.height >= smallestSide && size.width <= largestSide &&
          size.height <= largestSide))
        return fail(error::invalidData,
                    QStringLiteral("page of %1 × %2 pt").arg(size.width).arg(size.height));
    const auto form = stamps.of(size);
    if (!form)
        return form.error();

    QPDFObjectHandle resources = page.getAttribute("/Resources", true);
    if (!resources.isDictionary())
        page.getObjectHandle().replaceKey("/Resources", resources = QPDFObjectHandle::newDictionary());
    QPDFObjectHandle objects = resources.getKey("/XObject");
    if (!objects.isDictionary())
        resources.replaceKey("/XObject", objects = QPDFObjectHandle::newDictionary());
    int suffix = 1;
    const std::string name = resources.getUniqueResourceName("/KioskSample", suffix);
    objects.replaceKey(name, *form);

    const std::string content = page.placeFormXObject(*form, name, page.getTrimBox().getArrayAsRectangle());
    // The old content is enclosed, so that nothing it leaves behind (matrix, clip) touches the stamp.
    page.addPageContents(QPDFObjectHandle::newStream(&document, "q\n"), true);
    page.addPageContents(QPDFObjectHandle::newStream(&document, "\nQ\n" + content), false);
    return {};
}

Result<QByteArray> stampAll(const QByteArray &pdf)
{
    QPDF document;
    KIOSK_TRY(openPdf(document, pdf));
    Stamps stamps(document);
    auto pages = QPDFPageDocumentHelper(document).getAllPages();
    if (pages.empty())
        return fail(error::invalidData, QStringLiteral("PDF without pages"));
    for (QPDFPageObjectHelper &page : pages)
        KIOSK_TRY(stampPage(document, page, stamps));
    return writePdf(document);
}

} // namespace

Result<int> countPages(const QByteArray &pdf, int limit)
try {
    QPDF document;
    KIOSK_TRY(openPdf(document, pdf));
    const size_t pages = document.getAllPages().size();
    if (pages == 0 || pages > size_t(limit))
        return fail(error::invalidData,
                    QStringLiteral("PDF of %1 pages, 1 to %2 are taken").arg(pages).arg(limit));
    return int(pages);
} catch (const std::exception &exception) {
    return unreadablePdf(exception);
}

Result<QByteArray> stampSample(const QByteArray &pdf)
try {
    return stampAll(pdf);
} catch (const std::bad_alloc &) {
    return fail(error::internalError, QStringLiteral("out of memory"));
} catch (const std::exception &exception) {
    return unreadablePdf(exception);
}

} // namespace kiosk::hal
