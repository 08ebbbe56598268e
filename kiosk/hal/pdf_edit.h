#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

#define POINTERHOLDER_TRANSITION 4 // QPDF 11: std::shared_ptr only
#if defined(__clang__) && __clang_major__ < 15
// QPDF's JSON.hh holds a std::vector<JSON> inside JSON, which clang 14 refuses in C++20; QPDF.hh only needs
// the name.
#define JSON_HH
class JSON;
#endif

#include <qpdf/QPDF.hh>

namespace kiosk::hal
{

/// Reads a PDF into `document`, which reads on from `pdf` until it is written. Throws as QPDF does.
void loadPdf(QPDF &document, const QByteArray &pdf);
/// The same for a document that is to be changed. Errors: invalidData (encrypted). Throws as QPDF does.
[[nodiscard]] Status openPdf(QPDF &document, const QByteArray &pdf);
/// The same bytes for the same document, always. Throws as QPDF does.
[[nodiscard]] QByteArray writePdf(QPDF &document);
/// What a document that QPDF threw over is told as: not QPDF's own words, which may quote it.
[[nodiscard]] Error unreadablePdf(const std::exception &exception);

} // namespace kiosk::hal
