#include "drawing.h"

#include <ZXing/BarcodeFormat.h>
#include <ZXing/BitMatrix.h>
#include <ZXing/MultiFormatWriter.h>
#include <pango/pangocairo.h>

#include <algorithm>
#include <exception>
#include <memory>

namespace kiosk::escpos
{

namespace
{

template <auto Free> struct Freed {
    template <typename T> void operator()(T *object) const { Free(object); }
};
using Surface = std::unique_ptr<cairo_surface_t, Freed<cairo_surface_destroy>>;
using Canvas = std::unique_ptr<cairo_t, Freed<cairo_destroy>>;
using Layout = std::unique_ptr<PangoLayout, Freed<g_object_unref>>;
using Font = std::unique_ptr<PangoFontDescription, Freed<pango_font_description_free>>;

constexpr int dotsPerByte = 8;

void setDot(hal::Bitmap &bitmap, int x, int y)
{
    char &byte = bitmap.rows[qsizetype(y) * bitmap.rowBytes() + x / dotsPerByte];
    byte = char(quint8(byte) | (0x80 >> (x % dotsPerByte)));
}

hal::Bitmap blank(int width, int height)
{
    hal::Bitmap bitmap{width, height, {}};
    bitmap.rows = QByteArray(qsizetype(bitmap.rowBytes()) * height, '\0');
    return bitmap;
}

} // namespace

Result<hal::Bitmap> drawText(const QString &text, int size)
{
    const Surface surface(cairo_image_surface_create(CAIRO_FORMAT_A8, hal::receiptDots, size));
    const Canvas canvas(cairo_create(surface.get()));
    const Layout layout(pango_cairo_create_layout(canvas.get()));
    // A line of this font is a third higher than its characters, as its metrics have it.
    const Font font(pango_font_description_from_string("Noto Sans CJK SC Medium"));
    pango_font_description_set_absolute_size(font.get(), double(size) * PANGO_SCALE * 0.92);
    pango_layout_set_font_description(layout.get(), font.get());
    const QByteArray utf8 = text.toUtf8();
    pango_layout_set_text(layout.get(), utf8.constData(), int(utf8.size()));
    if (pango_layout_get_unknown_glyphs_count(layout.get()) > 0) // a box with a number is nobody's name
        return fail(error::unsupportedData, QStringLiteral("a character that no font here has"));
    PangoRectangle area{};
    pango_layout_get_pixel_extents(layout.get(), nullptr, &area);
    cairo_move_to(canvas.get(), 0, (size - area.height) / 2.0);
    pango_cairo_show_layout(canvas.get(), layout.get());
    cairo_surface_flush(surface.get());
    if (cairo_status(canvas.get()) != CAIRO_STATUS_SUCCESS)
        return fail(error::internalError, QStringLiteral("a line of text cannot be drawn"));

    constexpr unsigned char half = 0x70;
    const unsigned char *pixels = cairo_image_surface_get_data(surface.get());
    const int stride = cairo_image_surface_get_stride(surface.get());
    hal::Bitmap bitmap = blank(std::clamp(area.x + area.width, 1, hal::receiptDots), size);
    for (int y = 0; y < size; ++y)
        for (int x = 0; x < bitmap.width; ++x)
            if (pixels[y * stride + x] >= half)
                setDot(bitmap, x, y);
    return bitmap;
}

Result<hal::Bitmap> drawQr(const QString &text, int dotsPerModule)
{
    try {
        ZXing::MultiFormatWriter writer(ZXing::BarcodeFormat::QRCode);
        constexpr int levelM = 4; // ZXing maps 0 to 8 onto four levels
        const ZXing::BitMatrix matrix =
            writer.setEccLevel(levelM).setMargin(0).encode(text.toStdWString(), 0, 0);
        const int side = matrix.width() * dotsPerModule;
        if (side > hal::receiptDots)
            return fail(error::invalidData, QStringLiteral("the QR code is wider than the paper"));
        hal::Bitmap bitmap = blank(side, side);
        for (int y = 0; y < side; ++y)
            for (int x = 0; x < side; ++x)
                if (matrix.get(x / dotsPerModule, y / dotsPerModule))
                    setDot(bitmap, x, y);
        return bitmap;
    } catch (const std::exception &) { // ZXing's reasons quote the text
        return fail(error::invalidData, QStringLiteral("the text fits in no QR code"));
    }
}

hal::Bitmap alignBitmap(const hal::Bitmap &bitmap, hal::ReceiptElement::Align align)
{
    using Align = hal::ReceiptElement::Align;
    const int spare = hal::receiptDots - bitmap.width;
    const int left = align == Align::Left ? 0 : align == Align::Center ? spare / 2 : spare;
    hal::Bitmap aligned = blank(hal::receiptDots, bitmap.height);
    for (int y = 0; y < bitmap.height; ++y)
        for (int x = 0; x < bitmap.width; ++x)
            if ((quint8(bitmap.rows[qsizetype(y) * bitmap.rowBytes() + x / dotsPerByte]) &
                 (0x80 >> (x % dotsPerByte))) != 0)
                setDot(aligned, left + x, y);
    return aligned;
}

} // namespace kiosk::escpos
