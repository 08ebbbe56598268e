#include <kiosk/hal/pdf_edit.h>

#include <qpdf/Buffer.hh>
#include <qpdf/QPDFExc.hh>
#include <qpdf/QPDFWriter.hh>

namespace kiosk::hal
{

void loadPdf(QPDF &document, const QByteArray &pdf)
{
    document.setSuppressWarnings(true);
    document.processMemoryFile("document", pdf.constData(), size_t(pdf.size()));
}

Status openPdf(QPDF &document, const QByteArray &pdf)
{
    loadPdf(document, pdf);
    if (document.isEncrypted())
        return fail(error::invalidData, QStringLiteral("encrypted PDF"));
    return {};
}

QByteArray writePdf(QPDF &document)
{
    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.write();
    const auto buffer = writer.getBufferSharedPointer();
    return {reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize())};
}

Error unreadablePdf(const std::exception &exception)
{
    const auto *known = dynamic_cast<const QPDFExc *>(&exception);
    return fail(error::invalidData,
                known == nullptr
                    ? QStringLiteral("unreadable PDF")
                    : QStringLiteral("unreadable PDF, offset %1").arg(qint64(known->getFilePosition())));
}

} // namespace kiosk::hal
