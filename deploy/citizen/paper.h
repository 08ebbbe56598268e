#pragma once

#include <kiosk/core/result.h>

#include <QStringList>

namespace kiosk::citizen
{

/// What a person (and their telephone) reads on a printed page.
struct Paper {
    int pages = 0;
    QString text;      ///< without white space
    QStringList codes; ///< what its QR codes say

    /// Errors: invalidData (no readable PDF). Uses pdfinfo, pdftotext, pdftoppm.
    [[nodiscard]] static Result<Paper> read(const QString &pdf);
};

[[nodiscard]] QString withoutSpaces(QString text);

} // namespace kiosk::citizen
