#include <kiosk/sdk/documents/document.h>

#include <kiosk/core/pdfa.h>
#include <kiosk/sdk/documents/layout.h>
#include <kiosk/sdk/documents/painter.h>
#include <kiosk/sdk/documents/pdf_fonts.h>

#include <cairo-pdf.h>

#include <cmath>

namespace kiosk::documents
{
namespace
{

constexpr double maximumPixels = 64e6;

struct CairoSurface {
    explicit CairoSurface(cairo_surface_t *owned) : surface(owned), cairo(cairo_create(owned)) {}
    ~CairoSurface()
    {
        cairo_destroy(cairo);
        cairo_surface_destroy(surface);
    }
    CairoSurface(const CairoSurface &) = delete;
    CairoSurface &operator=(const CairoSurface &) = delete;

    cairo_surface_t *surface;
    cairo_t *cairo;
};

cairo_status_t appendTo(void *bytes, const unsigned char *data, unsigned int length)
{
    static_cast<QByteArray *>(bytes)->append(reinterpret_cast<const char *>(data), length);
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

int Document::pageCount() const
{
    return int(m_pages->pages.size());
}

QSizeF Document::pageSize() const
{
    return {m_pages->width / pointsPerMillimetre, m_pages->height / pointsPerMillimetre};
}

Result<QByteArray> Document::pdf() const
{
    Result<PdfFonts> fonts = PdfFonts::create(*m_pages);
    if (!fonts)
        return fonts.error();
    QByteArray bytes;
    {
        CairoSurface pdf(
            cairo_pdf_surface_create_for_stream(appendTo, &bytes, m_pages->width, m_pages->height));
        // Cairo asks the clock otherwise; the real date follows with the rest of the metadata.
        cairo_pdf_surface_set_metadata(pdf.surface, CAIRO_PDF_METADATA_CREATE_DATE, "2000-01-01T00:00:00Z");
        for (const Page &page : m_pages->pages) {
            paint(pdf.cairo, page, &*fonts);
            cairo_show_page(pdf.cairo);
        }
        cairo_surface_finish(pdf.surface);
        if (const cairo_status_t status = cairo_surface_status(pdf.surface); status != CAIRO_STATUS_SUCCESS)
            return fail(error::internalError, QString::fromUtf8(cairo_status_to_string(status)));
    }
    return toPdfA(bytes, {m_pages->title, m_options.language, m_options.now});
}

Result<QImage> Document::image(int page, double dpi) const
{
    const double scale = dpi / 72;
    const double width = std::ceil(m_pages->width * scale - 0.01);
    const double height = std::ceil(m_pages->height * scale - 0.01);
    if (page < 0 || page >= pageCount() || !(dpi >= 1) || !(width * height <= maximumPixels))
        return fail(error::invalidData, "no such page, or a resolution that makes no picture");
    QImage image(int(width), int(height), QImage::Format_RGB32);
    if (image.isNull())
        return fail(error::notEnoughSpace, "no memory for the picture");
    image.fill(Qt::white);
    CairoSurface target(cairo_image_surface_create_for_data(image.bits(), CAIRO_FORMAT_RGB24, image.width(),
                                                            image.height(), int(image.bytesPerLine())));
    cairo_scale(target.cairo, scale, scale);
    paint(target.cairo, m_pages->pages[std::size_t(page)]);
    if (m_options.demonstration)
        paintSampleStamp(target.cairo, m_pages->width, m_pages->height);
    cairo_surface_flush(target.surface);
    if (const cairo_status_t status = cairo_status(target.cairo); status != CAIRO_STATUS_SUCCESS)
        return fail(error::internalError, QString::fromUtf8(cairo_status_to_string(status)));
    return image;
}

Result<Document> render(const QByteArray &templateText, const QJsonObject &data,
                        const QHash<QString, QByteArray> &images, const RenderOptions &options)
{
    QHash<QString, QByteArray> given = images;
    given.removeIf([](const auto &image) { return image.value().isEmpty(); });
    const Result<Expansion> expansion =
        expand(templateText, data, QSet<QString>(given.keyBegin(), given.keyEnd()));
    if (!expansion)
        return expansion.error();
    const Result<Element> markup = parseMarkup(*expansion);
    if (!markup)
        return markup.error();
    Result<Pages> pages = layOut(*markup, given, options.language);
    if (!pages)
        return pages.error();
    if (!options.title.isEmpty())
        pages->title = options.title;
    return Document(std::make_shared<const Pages>(std::move(*pages)), options);
}

} // namespace kiosk::documents
