#pragma once

#include <QByteArray>
#include <QSizeF>
#include <QStringList>

namespace kiosk::cups
{

constexpr QSizeF a4Points{595.28, 841.89}, a3Points{841.89, 1190.55};
/// Pages with "第 n 页 长期 𬍛" and the text on each, font embedded.
QByteArray makePdf(int pages, const QString &text = QStringLiteral("企业职工基本养老保险"),
                   QSizeF sheet = a4Points);
/// What pdftotext reads on a page (from 1), spaces as they are.
QString pageText(const QByteArray &pdf, int page);
/// A poppler tool's output about a document, e.g. pdffonts.
QString inspect(const QString &tool, const QByteArray &pdf, const QStringList &options = {});

} // namespace kiosk::cups
