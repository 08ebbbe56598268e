#pragma once

#include <kiosk/core/pdfa_marks.h>
#include <kiosk/core/result.h>

namespace kiosk
{

/// Makes a PDF with embedded fonts PDF/A-2u (ISO 19005-2): XMP metadata, sRGB output intent, language,
/// document id, no interpolated images. The same input gives the same bytes. Thread: any. Errors:
/// internalError.
[[nodiscard]] Result<QByteArray> toPdfA(const QByteArray &pdf, const PdfProperties &properties);

} // namespace kiosk
