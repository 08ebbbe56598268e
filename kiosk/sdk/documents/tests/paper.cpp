#include "paper.h"

#include <QFile>
#include <QJsonDocument>
#include <QProcess>
#include <QTemporaryDir>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

#include <stdexcept>

#ifdef KIOSK_SANITIZED
// Both keep caches until the process ends, on purpose; their size does not grow with the number of documents.
extern "C" const char *__lsan_default_suppressions()
{
    return "leak:libfontconfig\nleak:libcairo\n";
}
#endif

namespace kiosk::documents::test
{
namespace
{

struct Output {
    int exitCode = -1;
    QByteArray text;
};

/// Runs a tool on the PDF, which it finds as the first argument.
Output run(const QString &tool, const QByteArray &pdf, const QStringList &before, const QStringList &after,
           const QTemporaryDir &folder)
{
    const QString file = folder.filePath(QStringLiteral("document.pdf"));
    QFile written(file);
    if (!written.open(QIODevice::WriteOnly) || written.write(pdf) != pdf.size())
        throw std::runtime_error("cannot write the document");
    written.close();
    QProcess process;
    process.setProcessChannelMode(QProcess::MergedChannels);
    process.start(tool, before + QStringList{file} + after);
    if (!process.waitForFinished(20'000))
        throw std::runtime_error(tool.toStdString() + " did not run");
    return {process.exitCode(), process.readAll()};
}

} // namespace

QString textOf(const QByteArray &pdf)
{
    const QTemporaryDir folder;
    return QString::fromUtf8(run(QStringLiteral("pdftotext"), pdf, {}, {QStringLiteral("-")}, folder).text);
}

QStringList linesOf(const QByteArray &pdf)
{
    return textOf(pdf).remove(u'\f').split(u'\n', Qt::SkipEmptyParts);
}

QStringList fontsOf(const QByteArray &pdf)
{
    const QTemporaryDir folder;
    const QByteArray table = run(QStringLiteral("pdffonts"), pdf, {}, {}, folder).text;
    return QString::fromUtf8(table).split(u'\n', Qt::SkipEmptyParts).mid(2);
}

QString faultsOf(const QByteArray &pdf)
{
    const QTemporaryDir folder;
    const Output output = run(QStringLiteral("qpdf"), pdf, {QStringLiteral("--check")}, {}, folder);
    return output.exitCode == 0 ? QString() : QString::fromUtf8(output.text);
}

QJsonObject objectsOf(const QByteArray &pdf)
{
    const QTemporaryDir folder;
    const Output output = run(QStringLiteral("qpdf"), pdf,
                              {QStringLiteral("--json=2"), QStringLiteral("--json-stream-data=inline"),
                               QStringLiteral("--decode-level=generalized")},
                              {}, folder);
    return QJsonDocument::fromJson(output.text).object()[u"qpdf"][1].toObject();
}

QImage rasterOf(const QByteArray &pdf, int page, int dpi)
{
    const QTemporaryDir folder;
    const QString number = QString::number(page);
    run(QStringLiteral("pdftoppm"), pdf,
        {QStringLiteral("-r"), QString::number(dpi), QStringLiteral("-f"), number, QStringLiteral("-l"),
         number, QStringLiteral("-gray"), QStringLiteral("-png"), QStringLiteral("-singlefile")},
        {folder.filePath(QStringLiteral("page"))}, folder);
    return QImage(folder.filePath(QStringLiteral("page.png"))).convertToFormat(QImage::Format_Grayscale8);
}

std::vector<Code> codesIn(const QImage &image)
{
    const QImage grey = image.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    std::vector<Code> codes;
    for (const ZXing::Result &result : ZXing::ReadBarcodes(view)) {
        const auto &place = result.position();
        const QPoint topLeft(place.topLeft().x, place.topLeft().y);
        const QPoint bottomRight(place.bottomRight().x, place.bottomRight().y);
        codes.push_back({QString::fromStdString(result.text()), QString::fromStdString(result.ecLevel()),
                         QRect(topLeft, bottomRight)});
    }
    return codes;
}

QRect inkIn(const QImage &image, const QRect &area, int threshold)
{
    QRect ink;
    const QRect limited = area.intersected(image.rect());
    for (int y = limited.top(); y <= limited.bottom(); ++y) {
        for (int x = limited.left(); x <= limited.right(); ++x) {
            if (qGray(image.pixel(x, y)) < threshold)
                ink |= QRect(x, y, 1, 1);
        }
    }
    return ink;
}

} // namespace kiosk::documents::test
