#include <kiosk/core/pdfa_marks.h>

#include <kiosk/core/srgb_profile.h>

#include <qpdf/QPDF.hh>
#include <qpdf/QPDFObjectHandle.hh>
#include <qpdf/QPDFWriter.hh>

namespace kiosk
{
namespace
{

constexpr const char *producer = "Bianmin";

/// "20261123102400+08'00'" in PDF, "2026-11-23T10:24:00+08:00" in XMP.
std::string pdfDate(const QDateTime &time)
{
    const int offset = time.offsetFromUtc();
    const int minutes = std::abs(offset) / 60;
    return QStringLiteral("D:%1%2%3'%4'")
        .arg(time.toString(QStringLiteral("yyyyMMddHHmmss")),
             offset < 0 ? QStringLiteral("-") : QStringLiteral("+"))
        .arg(minutes / 60, 2, 10, QLatin1Char('0'))
        .arg(minutes % 60, 2, 10, QLatin1Char('0'))
        .toStdString();
}

QString xmpDate(const QDateTime &time)
{
    return time.toOffsetFromUtc(time.offsetFromUtc()).toString(Qt::ISODate);
}

std::string xmp(const PdfProperties &properties)
{
    return QStringLiteral(R"(<?xpacket begin="%1" id="W5M0MpCehiHzreSzNTczkc9d"?>
<x:xmpmeta xmlns:x="adobe:ns:meta/">
<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#">
<rdf:Description rdf:about="" xmlns:pdfaid="http://www.aiim.org/pdfa/ns/id/" xmlns:dc="http://purl.org/dc/elements/1.1/"
 xmlns:xmp="http://ns.adobe.com/xap/1.0/" xmlns:pdf="http://ns.adobe.com/pdf/1.3/">
<pdfaid:part>2</pdfaid:part>
<pdfaid:conformance>U</pdfaid:conformance>
<dc:format>application/pdf</dc:format>
<dc:title><rdf:Alt><rdf:li xml:lang="x-default">%2</rdf:li></rdf:Alt></dc:title>
<dc:language><rdf:Bag><rdf:li>%3</rdf:li></rdf:Bag></dc:language>
<xmp:CreateDate>%4</xmp:CreateDate>
<xmp:ModifyDate>%4</xmp:ModifyDate>
<pdf:Producer>%5</pdf:Producer>
</rdf:Description>
</rdf:RDF>
</x:xmpmeta>
<?xpacket end="w"?>)")
        .arg(QString(QChar(0xFEFF)), properties.title.toHtmlEscaped(), properties.language.toHtmlEscaped(),
             xmpDate(properties.created), QString::fromUtf8(producer))
        .toStdString();
}

void addMetadata(QPDF &document, const PdfProperties &properties)
{
    QPDFObjectHandle stream = QPDFObjectHandle::newStream(&document, xmp(properties));
    stream.getDict().replaceKey("/Type", QPDFObjectHandle::newName("/Metadata"));
    stream.getDict().replaceKey("/Subtype", QPDFObjectHandle::newName("/XML"));
    document.getRoot().replaceKey("/Metadata", stream);
    document.getRoot().replaceKey("/Lang",
                                  QPDFObjectHandle::newUnicodeString(properties.language.toStdString()));

    // Whatever stands here must agree with the XMP, so nothing of the drawing library's stays.
    QPDFObjectHandle info = QPDFObjectHandle::newDictionary();
    info.replaceKey("/Title", QPDFObjectHandle::newUnicodeString(properties.title.toStdString()));
    info.replaceKey("/Producer", QPDFObjectHandle::newString(producer));
    info.replaceKey("/CreationDate", QPDFObjectHandle::newString(pdfDate(properties.created)));
    info.replaceKey("/ModDate", QPDFObjectHandle::newString(pdfDate(properties.created)));
    document.getTrailer().replaceKey("/Info", document.makeIndirectObject(info));
}

void addOutputIntent(QPDF &document)
{
    const std::string bytes(reinterpret_cast<const char *>(srgbProfile), sizeof srgbProfile);
    QPDFObjectHandle profile = QPDFObjectHandle::newStream(&document, bytes);
    profile.getDict().replaceKey("/N", QPDFObjectHandle::newInteger(3));
    QPDFObjectHandle intent = QPDFObjectHandle::newDictionary();
    intent.replaceKey("/Type", QPDFObjectHandle::newName("/OutputIntent"));
    intent.replaceKey("/S", QPDFObjectHandle::newName("/GTS_PDFA1"));
    intent.replaceKey("/OutputConditionIdentifier", QPDFObjectHandle::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/Info", QPDFObjectHandle::newString("sRGB IEC61966-2.1"));
    intent.replaceKey("/DestOutputProfile", profile);
    QPDFObjectHandle intents = QPDFObjectHandle::newArray();
    intents.appendItem(document.makeIndirectObject(intent));
    document.getRoot().replaceKey("/OutputIntents", intents);
}

void forbidInterpolation(QPDF &document)
{
    for (QPDFObjectHandle &object : document.getAllObjects()) {
        if (object.isStream() && object.getDict().getKey("/Subtype").isNameAndEquals("/Image"))
            object.getDict().removeKey("/Interpolate");
    }
}

} // namespace

QByteArray withPdfAMarks(const QByteArray &pdf, const PdfProperties &properties)
{
    QPDF document;
    document.setSuppressWarnings(true);
    document.processMemoryFile("document", pdf.constData(), std::size_t(pdf.size()));
    addMetadata(document, properties);
    addOutputIntent(document);
    forbidInterpolation(document);

    QPDFWriter writer(document);
    writer.setOutputMemory();
    writer.setDeterministicID(true);
    writer.setMinimumPDFVersion("1.7");
    writer.setNewlineBeforeEndstream(true); // ISO 19005-2, 6.1.7.1
    writer.write();
    const std::shared_ptr<Buffer> buffer = writer.getBufferSharedPointer();
    return QByteArray(reinterpret_cast<const char *>(buffer->getBuffer()), qsizetype(buffer->getSize()));
}

} // namespace kiosk
