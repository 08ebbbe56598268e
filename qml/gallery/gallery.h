#pragma once

#include "language.h"

#include <QQuickView>
#include <QStringList>
#include <QTranslator>
#include <memory>

class QQmlAbstractUrlInterceptor;
class Theme;

namespace kiosk
{
/// How the gallery shows its pages.
struct Look {
    bool landscape = false;
    QString mode = QStringLiteral("standard"); ///< standard, or of elder, large, contrast, low: "elder+low"
    QString language = QStringLiteral("zh");   ///< zh, en, or pseudo: Chinese, every text 40 % longer
    qreal scale = 1.0;                         ///< uiScale of the panel
    qreal bottomMillimetres = 900;             ///< from the floor to the screen's lower edge
    bool training = false;                     ///< the band of a training below each page
};

/// One window that shows the pages of the terminal with sample data, for designers and tests. GUI thread.
class Gallery
{
public:
    Gallery();
    ~Gallery();

    void setLook(const Look &look);
    [[nodiscard]] QStringList pages() const;
    /// Shows a page and draws it; false where it could not be loaded.
    bool show(const QString &page);
    /// Writes DIR/PAGE.png of each page.
    bool save(const QStringList &pages, const QString &directory);
    /// Writes DIR/PAGE.txt of each page: what is read out.
    bool saveReading(const QStringList &pages, const QString &directory);
    /// Turns to the next of pages at each press of the right arrow key.
    void browse(const QStringList &pages);
    /// QML warnings since the last call.
    QStringList takeWarnings();

    /// Shows the pages of a source tree's qml/ folder from now on.
    void readSources(const QString &folder);

private:
    std::unique_ptr<QQmlAbstractUrlInterceptor> m_sources; // outlives the view

public:
    QQuickView view;
    Theme *theme = nullptr;

private:
    Language m_language;
    std::unique_ptr<QTranslator> m_pseudo;
    QStringList m_warnings;
};
} // namespace kiosk
