#include <kiosk/hal/scanned_pdf.h>

#include <kiosk/core/pdfa.h>
#include <kiosk/hal/pdf_edit.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

namespace kiosk::hal
{

namespace
{

QPDFObjectHandle pictureOf(QPDF &document, const ScannedPage &page)
{
    QPDFObjectHandle image = QPDFObjectHandle::newStream(&document);
    image.replaceDict(QPDFObjectHandle::parse(
        QStringLiteral("<< /Type /XObject /Subtype /Image /Width %1 /Height %2 /ColorSpace /%3 "
                       "/BitsPerComponent 8 >>")
            .arg(page.width)
            .arg(page.height)
            .arg(page.colour ? QStringLiteral("DeviceRGB") : QStringLiteral("DeviceGray"))
            .toStdString()));
    image.replaceStreamData(page.jpeg.toStdString(), QPDFObjectHandle::newName("/DCTDecode"),
                            QPDFObjectHandle::newNull());
    return image;
}

void addScannedPage(QPDF &document, const ScannedPage &scanned)
{
    const double width = scanned.size.width * pointsPerMillimetre;
    const double height = scanned.size.height * pointsPerMillimetre;
    QPDFObjectHandle page = QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> >> >>");
    page.replaceKey("/MediaBox", QPDFObjectHandle::newFromRectangle({0, 0, width, height}));
    page.getKey("/Resources").getKey("/XObject").replaceKey("/Scan", pictureOf(document, scanned));
    page.replaceKey("/Contents", QPDFObjectHandle::newStream(
                                     &document, "q " + QPDFMatrix(width, 0, 0, height, 0, 0).unparse() +
                                                    " cm /Scan Do Q\n"));
    QPDFPageDocumentHelper(document).addPage(QPDFPageObjectHelper(document.makeIndirectObject(page)), false);
}

} // namespace

Result<QByteArray> makeScannedPdf(const QList<ScannedPage> &pages, const PdfProperties &properties)
{
    QByteArray plain;
    try {
        QPDF document;
        document.emptyPDF();
        for (const ScannedPage &page : pages)
            addScannedPage(document, page);
        plain = writePdf(document);
    } catch (const std::exception &) { // its words may quote the document
        return fail(error::internalError, QStringLiteral("the pages cannot be made a PDF"));
    }
    auto marked = toPdfA(plain, properties);
    wipe(plain);
    return marked;
}

} // namespace kiosk::hal
