#pragma once

#include <QByteArray>
#include <QDateTime>
#include <QString>

// C++17: clang 14 cannot compile qpdf 11's JSON.hh as C++20 (a vector of an incomplete type), so what touches
// qpdf's headers is compiled as C++17 and knows nothing of the project's own.
namespace kiosk
{

struct PdfProperties {
    QString title;
    QString language;
    QDateTime created;
};

/// See toPdfA, which is this with a Result. Throws what qpdf throws.
[[nodiscard]] QByteArray withPdfAMarks(const QByteArray &pdf, const PdfProperties &properties);

} // namespace kiosk
