#pragma once

#include <kiosk/hal/media_size.h>

#include <QByteArray>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

#include <functional>
#include <memory>

namespace kiosk::hal
{

template <auto Free> struct Freed {
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Canvas = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;

/// A line of text, to be drawn with pango_cairo_show_layout(). Font as Pango names it: "Noto Sans CJK SC
/// 9px".
[[nodiscard]] Layout layOut(cairo_t *canvas, const char *font, const char *text);

/// A PDF of one page of that size, in points. Errors: internalError.
[[nodiscard]] Result<QByteArray> drawPdfPage(double width, double height,
                                             const std::function<void(cairo_t *)> &draw);

} // namespace kiosk::hal
