#pragma once

#include <kiosk/core/result.h>

#include <QByteArray>
#include <QDateTime>
#include <QHash>
#include <QImage>
#include <QJsonObject>
#include <QSizeF>

#include <memory>

/// Documents that the terminal itself makes: a template and data become vector pages, which become PDF/A for
/// paper and pictures for the screen. Everything here is a function of the bytes given: no file, no clock, no
/// network (fonts come through fontconfig). Templates and data come from modules and are not trusted: sizes,
/// nesting and pages are bounded, and whatever is not understood is an error that names the template's line.
/// Errors never carry values of the data. Thread: any; one Document must not be used by two threads at once.
/// How a template is written: README.md beside this file.
namespace kiosk::documents
{

struct RenderOptions {
    QDateTime now = {};                         ///< the date in the PDF's metadata; same input, same bytes
    QString title = {};                         ///< overrides the template's title
    QString language = QStringLiteral("zh-CN"); ///< BCP 47; line breaking and the PDF's language
    bool demonstration = false; ///< pictures carry 样张 无效; on paper the print path stamps it
};

struct Pages;

class Document
{
public:
    [[nodiscard]] int pageCount() const;
    /// In millimetres, the same for every page.
    [[nodiscard]] QSizeF pageSize() const;
    /// PDF/A-2u. Errors: internalError.
    [[nodiscard]] Result<QByteArray> pdf() const;
    /// The same vectors as a picture, RGB32, page counted from 0. Errors: invalidData (no such page, or more
    /// than 64 million pixels).
    [[nodiscard]] Result<QImage> image(int page, double dpi) const;

private:
    friend Result<Document> render(const QByteArray &, const QJsonObject &,
                                   const QHash<QString, QByteArray> &, const RenderOptions &);
    explicit Document(std::shared_ptr<const Pages> pages, RenderOptions options)
        : m_pages(std::move(pages)), m_options(std::move(options))
    {
    }

    std::shared_ptr<const Pages> m_pages;
    RenderOptions m_options;
};

/// Errors: moduleInvalid for what is wrong with the template, invalidData for what is wrong with the data (a
/// missing key, a value that does not fit its box); both say "line N: …".
[[nodiscard]] Result<Document> render(const QByteArray &templateText, const QJsonObject &data,
                                      const QHash<QString, QByteArray> &images, const RenderOptions &options);

} // namespace kiosk::documents
