#include "roll.h"

#include "../drawing.h"
#include "../text_codec.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <cairo.h>

namespace kiosk::escpos::emulator
{

namespace
{

constexpr int margin = 32; // 80 mm of paper, of which 72 print
constexpr int longest = 16000;
constexpr int characterHeight = 24, characterWidth = 12, lineGap = 6;

bool isBlack(const hal::Bitmap &bitmap, int x, int y)
{
    return (quint8(bitmap.rows[qsizetype(y) * bitmap.rowBytes() + x / 8]) & (0x80 >> (x % 8))) != 0;
}

} // namespace

Roll::Roll(QString folder)
    : m_folder(std::move(folder)),
      m_paper(cairo_image_surface_create(CAIRO_FORMAT_RGB24, hal::receiptDots + 2 * margin, longest))
{
    QDir().mkpath(m_folder);
    cairo_t *canvas = cairo_create(m_paper);
    cairo_set_source_rgb(canvas, 1, 1, 1);
    cairo_paint(canvas);
    cairo_destroy(canvas);
}

Roll::~Roll()
{
    cairo_surface_destroy(m_paper);
}

void Roll::draw(const hal::Bitmap &bitmap, int left, int scale)
{
    unsigned char *pixels = cairo_image_surface_get_data(m_paper);
    const int stride = cairo_image_surface_get_stride(m_paper);
    const int height = std::min(bitmap.height * scale, longest - m_length);
    const int width = std::min(bitmap.width * scale, hal::receiptDots - left);
    cairo_surface_flush(m_paper);
    for (int y = 0; y < height; ++y) {
        auto *row = reinterpret_cast<quint32 *>(pixels + qsizetype(m_length + y) * stride) + margin + left;
        for (int x = 0; x < width; ++x)
            if (isBlack(bitmap, x / scale, y / scale))
                row[x] = 0x202020;
    }
    cairo_surface_mark_dirty(m_paper);
}

void Roll::printText(const QString &text, hal::ReceiptElement::Align align, int scale)
{
    using Align = hal::ReceiptElement::Align;
    const int perLine = hal::receiptDots / characterWidth / scale;
    for (const QString &line : wrapText(text, perLine)) {
        const int spare = hal::receiptDots - columnsOf(line) * characterWidth * scale;
        int left = align == Align::Left ? 0 : align == Align::Center ? spare / 2 : spare;
        for (const char32_t character : line.toUcs4()) {
            const QString one = QString::fromUcs4(&character, 1);
            if (const auto drawn = drawText(one, characterHeight); drawn && one != u" ")
                draw(*drawn, left, scale);
            left += columnsOf(one) * characterWidth * scale;
        }
        feed(characterHeight * scale + lineGap);
        m_text.append(line);
        ++m_lines;
    }
}

void Roll::printRaster(const hal::Bitmap &bitmap)
{
    draw(bitmap, 0, 1);
    feed(bitmap.height);
    m_text.append(QStringLiteral("[raster %1x%2]").arg(bitmap.width).arg(bitmap.height));
    ++m_lines;
}

void Roll::printQr(const QString &text, int dotsPerModule, hal::ReceiptElement::Align align)
{
    if (const auto code = drawQr(text, dotsPerModule)) {
        draw(alignBitmap(*code, align), 0, 1);
        feed(code->height);
    }
    m_text.append(QStringLiteral("[qr %1]").arg(text));
    ++m_lines;
}

void Roll::feed(int dots)
{
    m_length = std::min(m_length + dots, longest);
}

void Roll::cut(bool full)
{
    comeOff(full ? QStringLiteral("[cut full]") : QStringLiteral("[cut partial]"));
}

void Roll::tear()
{
    if (!m_text.isEmpty())
        comeOff(QStringLiteral("[torn off]"));
}

void Roll::comeOff(const QString &how)
{
    const QString name = QStringLiteral("%1/%2").arg(m_folder).arg(++m_pieces, 3, 10, QLatin1Char('0'));
    const int width = cairo_image_surface_get_width(m_paper), height = std::max(m_length, 1);
    cairo_surface_t *piece = cairo_image_surface_create(CAIRO_FORMAT_RGB24, width, height);
    cairo_t *canvas = cairo_create(piece);
    cairo_set_source_surface(canvas, m_paper, 0, 0);
    cairo_paint(canvas);
    cairo_destroy(canvas);
    cairo_surface_write_to_png(piece, QFile::encodeName(name + QStringLiteral(".png")).constData());
    cairo_surface_destroy(piece);

    canvas = cairo_create(m_paper);
    cairo_set_source_rgb(canvas, 1, 1, 1);
    cairo_rectangle(canvas, 0, 0, width, m_length);
    cairo_fill(canvas);
    cairo_destroy(canvas);
    QFile text(name + QStringLiteral(".txt"));
    if (text.open(QIODevice::WriteOnly))
        text.write((m_text + QStringList{how}).join(u'\n').toUtf8() + '\n');
    m_text.clear();
    m_length = 0;
}

} // namespace kiosk::escpos::emulator
