#pragma once

#include <QByteArray>
#include <QImage>
#include <QJsonObject>
#include <QString>
#include <QStringList>

#include <vector>

/// A printed page as somebody else's programs see it: poppler, qpdf and a code reader.
namespace kiosk::documents::test
{

/// What pdftotext reads, all pages, line by line without empty lines.
[[nodiscard]] QStringList linesOf(const QByteArray &pdf);
[[nodiscard]] QString textOf(const QByteArray &pdf);
/// Rows of pdffonts, without its heading.
[[nodiscard]] QStringList fontsOf(const QByteArray &pdf);
/// What `qpdf --check` prints where it is not content.
[[nodiscard]] QString faultsOf(const QByteArray &pdf);
/// The file's objects as `qpdf --json` has them, streams decoded: "trailer", "obj:3 0 R".
[[nodiscard]] QJsonObject objectsOf(const QByteArray &pdf);
/// Page from 1, in grey.
[[nodiscard]] QImage rasterOf(const QByteArray &pdf, int page, int dpi);

struct Code {
    QString text;
    QString level; ///< of error correction
    QRect place;
};
[[nodiscard]] std::vector<Code> codesIn(const QImage &image);

/// The bounding rectangle of what is darker than `threshold` in an area.
[[nodiscard]] QRect inkIn(const QImage &image, const QRect &area, int threshold = 128);

} // namespace kiosk::documents::test
