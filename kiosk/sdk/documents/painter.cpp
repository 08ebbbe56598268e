#include <kiosk/sdk/documents/painter.h>

#include <kiosk/sdk/documents/pdf_fonts.h>
#include <kiosk/sdk/documents/text.h>

#include <algorithm>
#include <cmath>
#include <numbers>

namespace kiosk::documents
{
namespace
{

void setColour(cairo_t *cairo, const Colour &colour)
{
    cairo_set_source_rgb(cairo, colour.red, colour.green, colour.blue);
}

void draw(cairo_t *cairo, const TextLine &text, PdfFonts *fonts)
{
    setColour(cairo, text.colour);
    cairo_translate(cairo, text.x, text.baseline);
    cairo_rotate(cairo, -text.angle * std::numbers::pi / 180);
    cairo_move_to(cairo, 0, 0);
    PangoLayoutLine *line = pango_layout_get_line_readonly(text.layout.get(), text.line);
    if (text.outlines && fonts != nullptr) {
        fonts->showOutlines(cairo, text);
    } else if (text.outlines) {
        pango_cairo_layout_line_path(cairo, line);
        cairo_fill(cairo);
    } else if (fonts != nullptr) {
        fonts->show(cairo, text);
    } else {
        pango_cairo_show_layout_line(cairo, line);
    }
}

void outline(cairo_t *cairo, const Shape &shape)
{
    if (shape.line) {
        cairo_move_to(cairo, shape.x, shape.y);
        cairo_rel_line_to(cairo, shape.width, shape.height);
    } else if (shape.radius <= 0) {
        cairo_rectangle(cairo, shape.x, shape.y, shape.width, shape.height);
    } else {
        constexpr double quarter = std::numbers::pi / 2;
        const double right = shape.x + shape.width;
        const double bottom = shape.y + shape.height;
        cairo_new_sub_path(cairo);
        cairo_arc(cairo, right - shape.radius, shape.y + shape.radius, shape.radius, -quarter, 0);
        cairo_arc(cairo, right - shape.radius, bottom - shape.radius, shape.radius, 0, quarter);
        cairo_arc(cairo, shape.x + shape.radius, bottom - shape.radius, shape.radius, quarter, 2 * quarter);
        cairo_arc(cairo, shape.x + shape.radius, shape.y + shape.radius, shape.radius, 2 * quarter,
                  3 * quarter);
        cairo_close_path(cairo);
    }
}

void draw(cairo_t *cairo, const Shape &shape, PdfFonts *)
{
    outline(cairo, shape);
    if (shape.fill) {
        setColour(cairo, *shape.fill);
        cairo_fill_preserve(cairo);
    }
    if (shape.stroke) {
        setColour(cairo, *shape.stroke);
        cairo_set_line_width(cairo, shape.strokeWidth);
        cairo_set_dash(cairo, &shape.dash, shape.dash > 0 ? 1 : 0, 0);
        cairo_stroke_preserve(cairo);
    }
    cairo_new_path(cairo);
}

void draw(cairo_t *cairo, const Picture &picture, PdfFonts *)
{
    cairo_surface_t *surface =
        cairo_image_surface_create(CAIRO_FORMAT_RGB24, picture.image.width(), picture.image.height());
    if (cairo_surface_status(surface) == CAIRO_STATUS_SUCCESS) {
        unsigned char *pixels = cairo_image_surface_get_data(surface);
        const int stride = cairo_image_surface_get_stride(surface);
        for (int row = 0; row < picture.image.height(); ++row) {
            const uchar *line = picture.image.constScanLine(row);
            std::copy(line, line + qsizetype(picture.image.width()) * 4, pixels + qsizetype(row) * stride);
        }
        cairo_surface_mark_dirty(surface);
        cairo_translate(cairo, picture.x, picture.y);
        cairo_scale(cairo, picture.width / picture.image.width(), picture.height / picture.image.height());
        cairo_set_source_surface(cairo, surface, 0, 0);
        cairo_paint(cairo);
    }
    cairo_surface_destroy(surface);
}

void draw(cairo_t *cairo, const Symbol &symbol, PdfFonts *)
{
    cairo_set_source_rgb(cairo, 1, 1, 1);
    cairo_rectangle(cairo, symbol.groundX, symbol.groundY, symbol.groundWidth, symbol.groundHeight);
    cairo_fill(cairo);
    cairo_set_source_rgb(cairo, 0, 0, 0);
    for (const Symbol::Run &run : symbol.runs)
        cairo_rectangle(cairo, symbol.x + run.x * symbol.moduleWidth, symbol.y + run.y * symbol.moduleHeight,
                        run.length * symbol.moduleWidth, symbol.moduleHeight);
    cairo_fill(cairo); // one path: no hair lines between rows
}

} // namespace

void paint(cairo_t *cairo, const Page &page, PdfFonts *fonts)
{
    for (const Item &item : page.items) {
        cairo_save(cairo);
        std::visit([=](const auto &drawn) { draw(cairo, drawn, fonts); }, item);
        cairo_restore(cairo);
    }
}

void paintSampleStamp(cairo_t *cairo, double width, double height)
{
    const QString words = QStringLiteral("样张 无效");
    const TextShaper shaper(QStringLiteral("zh-CN"));
    TextStyle style;
    style.bold = true;
    style.size = std::min(width, height) / 8;
    TextBlock block = shaper.shape(words, style, -1);
    cairo_set_source_rgba(cairo, 0.784, 0.086, 0.114, 0.2); // print standard: red, 20 %
    for (const double place : {0.3, 0.75}) {
        cairo_save(cairo);
        cairo_translate(cairo, width / 2, height * place);
        cairo_rotate(cairo, -std::numbers::pi / 6);
        cairo_move_to(cairo, -block.widest() / 2, block.ascent - block.lineHeight / 2);
        pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(block.layout.get(), 0));
        cairo_restore(cairo);
    }
    style.size = std::min(width, height) / 40;
    block = shaper.shape(words, style, -1);
    cairo_set_source_rgb(cairo, 0.784, 0.086, 0.114);
    cairo_move_to(cairo, (width - block.widest()) / 2, block.ascent + block.lineHeight * 0.1);
    pango_cairo_show_layout_line(cairo, pango_layout_get_line_readonly(block.layout.get(), 0));
}

} // namespace kiosk::documents
