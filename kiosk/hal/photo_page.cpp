#include <kiosk/hal/photo_page.h>

#include <kiosk/hal/pdf_edit.h>

#include <qpdf/QPDFPageDocumentHelper.hh>
#include <qpdf/QPDFPageObjectHelper.hh>

#include <cmath>

namespace kiosk::hal
{
namespace
{

// 6 寸 paper is 101.6 × 152.4 mm, its layouts are made as 102 × 152.
constexpr double largestOverhang = 1; // mm
// The published sizes in pixels are rounded: 358 × 441 on 26 × 32 mm is out of square by 0.1 %.
constexpr double largestSqueeze = 0.01;

std::string bytesOf(const QByteArray &bytes)
{
    return bytes.toStdString();
}

QPDFObjectHandle imageOf(QPDF &document, const Picture &picture)
{
    QPDFObjectHandle image = QPDFObjectHandle::newStream(&document, bytesOf(picture.pixels));
    image.replaceDict(QPDFObjectHandle::parse(
        QStringLiteral("<< /Type /XObject /Subtype /Image /Width %1 /Height %2 /ColorSpace /DeviceRGB "
                       "/BitsPerComponent 8 /Interpolate false >>")
            .arg(picture.width)
            .arg(picture.height)
            .toStdString()));
    return image;
}

void addOutputIntent(QPDF &document, const QByteArray &profile)
{
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&document, bytesOf(profile));
    stream.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
    QPDFObjectHandle intent =
        QPDFObjectHandle::parse("<< /Type /OutputIntent /S /GTS_PDFA1 /OutputConditionIdentifier (Custom) "
                                "/Info (colours of the printer) >>");
    intent.replaceKey("/DestOutputProfile", stream);
    document.getRoot().replaceKey("/OutputIntents", QPDFObjectHandle::newArray({intent}));
}

/// Of the unit square, where a PDF draws an image, to its place in the middle of the page.
QPDFMatrix matrixOf(const SizeMillimetres &size, const SizeMillimetres &sheet, bool turned)
{
    const double width = (turned ? size.height : size.width) * pointsPerMillimetre;
    const double height = (turned ? size.width : size.height) * pointsPerMillimetre;
    const double left = (sheet.width * pointsPerMillimetre - width) / 2;
    const double lower = (sheet.height * pointsPerMillimetre - height) / 2;
    return turned ? QPDFMatrix(0, height, -width, 0, left + width, lower)
                  : QPDFMatrix(width, 0, 0, height, left, lower);
}

} // namespace

Result<QByteArray> makePhotoPage(const Picture &picture, const SizeMillimetres &size,
                                 const SizeMillimetres &sheet, const QByteArray &printerProfile)
{
    const double squeeze = (picture.width / size.width) / (picture.height / size.height);
    if (!(std::abs(squeeze - 1) <= largestSqueeze))
        return fail(error::invalidData, QStringLiteral("%1 × %2 pixels do not make %3 × %4 mm")
                                            .arg(picture.width)
                                            .arg(picture.height)
                                            .arg(size.width)
                                            .arg(size.height));
    const bool turned = (size.width > size.height) != (sheet.width > sheet.height) &&
                        size.width != size.height && sheet.width != sheet.height;
    if ((turned ? size.height : size.width) > sheet.width + largestOverhang ||
        (turned ? size.width : size.height) > sheet.height + largestOverhang)
        return fail(error::mediaRejected, QStringLiteral("the picture is larger than the paper"));

    QPDF document;
    document.emptyPDF();
    QPDFObjectHandle page = QPDFObjectHandle::parse("<< /Type /Page /Resources << /XObject << >> >> >>");
    page.replaceKey("/MediaBox", QPDFObjectHandle::newFromRectangle({0, 0, sheet.width * pointsPerMillimetre,
                                                                     sheet.height * pointsPerMillimetre}));
    page.getKey("/Resources").getKey("/XObject").replaceKey("/Photo", imageOf(document, picture));
    page.replaceKey("/Contents",
                    QPDFObjectHandle::newStream(&document, "q " + matrixOf(size, sheet, turned).unparse() +
                                                               " cm /Photo Do Q\n"));
    QPDFPageDocumentHelper(document).addPage(QPDFPageObjectHelper(page), false);
    addOutputIntent(document, printerProfile);
    return writePdf(document);
}

} // namespace kiosk::hal
