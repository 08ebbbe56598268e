#include <kiosk/hal/page_adjustment.h>

#include <kiosk/hal/media_size.h>
#include <kiosk/hal/pdf_edit.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <cmath>

namespace kiosk::hal
{
namespace
{

void adjustPage(QPDF &document, QPDFPageObjectHelper &page, const PageAdjustment &adjustment)
{
    page.flattenRotation();
    const auto box = page.getTrimBox().getArrayAsRectangle();
    const double scale = 1 + adjustment.scalePercent / 100;
    const double fixed = PageAdjustment::fixedPoint * pointsPerMillimetre;
    const double left = std::min(box.llx, box.urx) + fixed;
    const double upper = std::max(box.lly, box.ury) - fixed;
    const QPDFMatrix matrix(scale, 0, 0, scale, left * (1 - scale) + adjustment.x * pointsPerMillimetre,
                            upper * (1 - scale) - adjustment.y * pointsPerMillimetre); // PDF counts upwards
    page.addPageContents(QPDFObjectHandle::newStream(&document, "q\n" + matrix.unparse() + " cm\n"), true);
    page.addPageContents(QPDFObjectHandle::newStream(&document, "\nQ\n"), false);
}

} // namespace

PageAdjustment PageAdjustment::of(const QJsonObject &tray)
{
    return {std::round(tray[u"offset_x_mm"].toDouble() * 10) / 10,
            std::round(tray[u"offset_y_mm"].toDouble() * 10) / 10,
            std::round(tray[u"scale_percent"].toDouble() * 100) / 100};
}

Result<QByteArray> adjustPages(const QByteArray &pdf, const PageAdjustment &adjustment)
try {
    if (adjustment.isNone())
        return pdf;
    QPDF document;
    KIOSK_TRY(openPdf(document, pdf));
    QPDFPageDocumentHelper pages(document);
    pages.flattenAnnotations();
    for (QPDFPageObjectHelper &page : pages.getAllPages())
        adjustPage(document, page, adjustment);
    return writePdf(document);
} catch (const std::bad_alloc &) {
    return fail(error::internalError, QStringLiteral("out of memory"));
} catch (const std::exception &exception) {
    return unreadablePdf(exception);
}

} // namespace kiosk::hal
