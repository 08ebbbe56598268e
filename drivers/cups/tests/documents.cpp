#include "documents.h"

#include <QProcess>
#include <QTemporaryFile>

#include <cairo-pdf.h>
#include <pango/pangocairo.h>

namespace kiosk::cups
{
namespace
{

cairo_status_t append(void *closure, const unsigned char *data, unsigned length)
{
    static_cast<QByteArray *>(closure)->append(reinterpret_cast<const char *>(data), qsizetype(length));
    return CAIRO_STATUS_SUCCESS;
}

} // namespace

QByteArray makePdf(int pages, const QString &text, QSizeF sheet)
{
    QByteArray pdf;
    cairo_surface_t *surface =
        cairo_pdf_surface_create_for_stream(append, &pdf, sheet.width(), sheet.height());
    cairo_t *canvas = cairo_create(surface);
    for (int page = 1; page <= pages; ++page) {
        PangoLayout *layout = pango_cairo_create_layout(canvas);
        PangoFontDescription *font = pango_font_description_from_string("Noto Sans CJK SC 16");
        pango_layout_set_font_description(layout, font);
        pango_layout_set_text(
            layout, QStringLiteral("第 %1 页 长期 𬍛 %2").arg(page).arg(text).toUtf8().constData(), -1);
        cairo_move_to(canvas, 60, 120);
        pango_cairo_show_layout(canvas, layout);
        cairo_show_page(canvas);
        pango_font_description_free(font);
        g_object_unref(layout);
    }
    cairo_destroy(canvas);
    cairo_surface_destroy(surface);
    return pdf;
}

QString inspect(const QString &tool, const QByteArray &pdf, const QStringList &options)
{
    QTemporaryFile file;
    if (!file.open() || file.write(pdf) != pdf.size() || !file.flush())
        return {};
    QStringList arguments = options;
    arguments.append(file.fileName());
    if (tool == u"pdftotext")
        arguments.append(QStringLiteral("-"));
    QProcess process;
    process.start(tool, arguments);
    process.waitForFinished(20000);
    return QString::fromUtf8(process.readAllStandardOutput());
}

QString pageText(const QByteArray &pdf, int page)
{
    const QString number = QString::number(page);
    return inspect(QStringLiteral("pdftotext"), pdf,
                   {QStringLiteral("-f"), number, QStringLiteral("-l"), number});
}

} // namespace kiosk::cups
