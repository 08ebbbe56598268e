#pragma once

#include <kiosk/core/result.h>

#include <kiosk/sdk/documents/pdfa_marks.h>

namespace kiosk::documents
{

/// Makes a PDF with embedded fonts PDF/A-2u (ISO 19005-2): XMP metadata, sRGB output intent, language,
/// document id, no interpolated images. The same input gives the same bytes. Thread: any. Errors:
/// internalError.
[[nodiscard]] Result<QByteArray> toPdfA(const QByteArray &pdf, const PdfProperties &properties);

} // namespace kiosk::documents
