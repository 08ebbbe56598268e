#include <kiosk/hal/pdf_canvas.h>

namespace kiosk::hal
{
namespace
{

cairo_status_t appendPdf(void *closure, const unsigned char *data, unsigned length)
{
    static_cast<QByteArray *>(closure)->append(reinterpret_cast<const char *>(data), qsizetype(length));
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

Layout layOut(cairo_t *canvas, const char *font, const char *text)
{
    Layout layout(pango_cairo_create_layout(canvas));
    // A unit of the canvas may be a millimetre: letters do not stand on whole ones.
    pango_context_set_round_glyph_positions(pango_layout_get_context(layout.get()), FALSE);
    pango_layout_context_changed(layout.get());
    const Font description(pango_font_description_from_string(font));
    pango_layout_set_font_description(layout.get(), description.get());
    pango_layout_set_text(layout.get(), text, -1);
    return layout;
}

Result<QByteArray> drawPdfPage(double width, double height, const std::function<void(cairo_t *)> &draw)
{
    QByteArray pdf;
    const Surface surface(cairo_pdf_surface_create_for_stream(appendPdf, &pdf, width, height));
    const Canvas canvas(cairo_create(surface.get()));
    draw(canvas.get());
    cairo_show_page(canvas.get());
    cairo_surface_finish(surface.get());
    const cairo_status_t status = cairo_status(canvas.get());
    if (status != CAIRO_STATUS_SUCCESS)
        return fail(error::internalError, QString::fromLatin1(cairo_status_to_string(status)));
    return pdf;
}

} // namespace kiosk::hal
