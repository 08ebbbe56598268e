#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>

namespace kiosk::hal
{

/// Sides of a PDF that may go to a printer: it parses, is not encrypted, and has at least one page.
/// Errors: invalidData (no PDF, encrypted, empty, more sides than the limit). Pure; thread: any.
[[nodiscard]] Result<int> countPages(const QByteArray &pdf, int limit);

/// Puts 样张 无效 on every page of a PDF: the words repeated aslant in red of 20 % across the page, and one
/// horizontal line at its top edge that text search finds. What was on the page stays under it, text
/// included. The font is embedded and the transparency is what PDF/A-2 allows; the document's metadata is
/// kept. Errors: invalidData (as countPages), internalError (no font, out of memory). Thread: any, one at a
/// time.
[[nodiscard]] Result<QByteArray> stampSample(const QByteArray &pdf);

} // namespace kiosk::hal
