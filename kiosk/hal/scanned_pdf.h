#pragma once

#include <kiosk/core/pdfa_marks.h>
#include <kiosk/core/result.h>
#include <kiosk/hal/media_size.h>

#include <QByteArray>

namespace kiosk::hal
{

struct ScannedPage {
    QByteArray jpeg;
    int width = 0; ///< pixels
    int height = 0;
    bool colour = true;
    SizeMillimetres size; ///< of the sheet, which the picture fills
};

/// A PDF/A-2u with the pictures as they are, one a page. The same input gives the same bytes. Errors:
/// internalError. Thread: any.
[[nodiscard]] Result<QByteArray> makeScannedPdf(const QList<ScannedPage> &pages,
                                                const PdfProperties &properties);

} // namespace kiosk::hal
