#include "paper.h"

#include <QDir>
#include <QImage>
#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#define ZX_USE_UTF8 1
#include <ZXing/ReadBarcode.h>

namespace kiosk::citizen
{

namespace
{

Result<QByteArray> output(const QString &program, const QStringList &arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished(60'000) || process.exitCode() != 0)
        return fail(error::invalidData,
                    QStringLiteral("%1: %2").arg(
                        program, QString::fromUtf8(process.readAllStandardError().trimmed())));
    return process.readAllStandardOutput();
}

QStringList codesIn(const QImage &page)
{
    const QImage grey = page.convertToFormat(QImage::Format_Grayscale8);
    const ZXing::ImageView view(grey.constBits(), grey.width(), grey.height(), ZXing::ImageFormat::Lum,
                                int(grey.bytesPerLine()));
    const auto hints = ZXing::DecodeHints().setFormats(ZXing::BarcodeFormat::QRCode).setTryHarder(true);
    QStringList codes;
    for (const auto &result : ZXing::ReadBarcodes(view, hints))
        codes.append(QString::fromStdString(result.text()));
    return codes;
}

} // namespace

QString withoutSpaces(QString text)
{
    static const QRegularExpression space(QStringLiteral("\\s"));
    return text.remove(space);
}

Result<Paper> Paper::read(const QString &pdf)
{
    Paper paper;
    const auto info = output(QStringLiteral("pdfinfo"), {pdf});
    if (!info)
        return info.error();
    static const QRegularExpression pages(QStringLiteral("^Pages:\\s+(\\d+)$"),
                                          QRegularExpression::MultilineOption);
    paper.pages = pages.match(QString::fromUtf8(*info)).captured(1).toInt();
    const auto text = output(QStringLiteral("pdftotext"), {QStringLiteral("-raw"), pdf, QStringLiteral("-")});
    if (!text)
        return text.error();
    paper.text = withoutSpaces(QString::fromUtf8(*text));

    const QTemporaryDir pictures;
    const auto drawn = output(QStringLiteral("pdftoppm"),
                              {QStringLiteral("-r"), QStringLiteral("200"), QStringLiteral("-png"), pdf,
                               pictures.filePath(QStringLiteral("p"))});
    if (!drawn)
        return drawn.error();
    const QDir folder(pictures.path());
    for (const QString &file : folder.entryList({QStringLiteral("*.png")}, QDir::Files, QDir::Name))
        paper.codes += codesIn(QImage(folder.filePath(file)));
    return paper;
}

} // namespace kiosk::citizen
