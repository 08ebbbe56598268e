#include <kiosk/core/pdfa.h>

#include <exception>

namespace kiosk
{

Result<QByteArray> toPdfA(const QByteArray &pdf, const PdfProperties &properties)
{
    try {
        return withPdfAMarks(pdf, properties);
    } catch (const std::exception &) { // qpdf's words may quote the document
        return fail(error::internalError, "the drawn PDF cannot be made PDF/A");
    }
}

} // namespace kiosk
