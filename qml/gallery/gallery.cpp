#include "gallery.h"

#include "theme.h"

#include <QCoreApplication>
#include <QDir>
#include <QElapsedTimer>
#include <QQmlAbstractUrlInterceptor>
#include <QQmlEngine>
#include <QQuickItem>
#include <QShortcut>

namespace kiosk
{
namespace
{
// Reads the pages of the source tree instead of the compiled ones, so that a change is seen without a build.
class SourceTree : public QQmlAbstractUrlInterceptor
{
public:
    explicit SourceTree(const QString &folder) : m_folder(folder) {}
    QUrl intercept(const QUrl &url, DataType type) override
    {
        const QString built = QStringLiteral("/qt/qml/");
        if (type != QmlFile || !url.path().startsWith(built))
            return url;
        QString path = url.path().sliced(built.size());
        path.replace(QStringLiteral("Kiosk/Gallery/"), QStringLiteral("gallery/"));
        return QUrl::fromLocalFile(m_folder + u'/' + path);
    }

private:
    QString m_folder;
};

constexpr QSize portraitSize{1080, 1920};
constexpr qreal reachTopPx = 710; // 21.5", lower edge at 900 mm: 1200 mm of reach
} // namespace

Gallery::Gallery()
{
    view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    QObject::connect(view.engine(), &QQmlEngine::warnings, &view, [this](const QList<QQmlError> &errors) {
        for (const QQmlError &error : errors)
            m_warnings << error.toString();
    });
    theme = Theme::of(*view.engine());
}

Gallery::~Gallery() = default;

void Gallery::readSources(const QString &folder)
{
    m_sources = std::make_unique<SourceTree>(folder);
    view.engine()->addUrlInterceptor(m_sources.get());
}

void Gallery::setLook(const Look &look)
{
    if (!m_language.apply(look.language, *view.engine()))
        m_warnings << QStringLiteral("no translation: ") + look.language;
    theme->setLandscape(look.landscape);
    theme->setElder(look.mode == u"elder");
    theme->setHighContrast(look.mode == u"contrast");
    theme->setUsableTop(reachTopPx);
    theme->setLowPosition(look.mode == u"low");
    theme->setReducedMotion(true);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(look.landscape ? portraitSize.transposed() : portraitSize);
    view.setInitialProperties({{QStringLiteral("english"), look.language == u"en"}});
    view.setSource({});
    view.setSource(QUrl(QStringLiteral("qrc:/qt/qml/Kiosk/Gallery/Gallery.qml")));
    view.show();
}

QStringList Gallery::pages() const
{
    return view.rootObject() ? view.rootObject()->property("pages").toStringList() : QStringList();
}

bool Gallery::show(const QString &page)
{
    QQuickItem *root = view.rootObject();
    if (!root || !pages().contains(page))
        return false;
    root->setProperty("page", page);
    // Previews load asynchronously: wait until the page says that nothing is pending.
    QElapsedTimer clock;
    clock.start();
    do {
        QCoreApplication::processEvents(QEventLoop::AllEvents, 20);
    } while (clock.elapsed() < 2000 && !root->property("settled").toBool());
    for (int turn = 0; turn < 4; ++turn) // lists lay out their pages in the next turn of the event loop
        QCoreApplication::processEvents(QEventLoop::AllEvents, 5);
    view.grabWindow();
    return true;
}

bool Gallery::save(const QStringList &pages, const QString &directory)
{
    QDir().mkpath(directory);
    bool good = true;
    for (const QString &page : pages) {
        good = show(page) && view.grabWindow().save(directory + u'/' + page + QStringLiteral(".png")) && good;
        for (const QString &warning : takeWarnings()) {
            qWarning("%s", qUtf8Printable(warning));
            good = false;
        }
    }
    return good;
}

void Gallery::browse(const QStringList &pages)
{
    if (pages.isEmpty())
        return;
    show(pages.first());
    view.setTitle(pages.first());
    auto *next = new QShortcut(QKeySequence(Qt::Key_Right), &view);
    QObject::connect(next, &QShortcut::activated, &view, [this, pages] {
        const qsizetype at = pages.indexOf(view.title());
        const QString page = pages.at((at + 1) % pages.size());
        show(page);
        view.setTitle(page);
    });
}

QStringList Gallery::takeWarnings()
{
    return std::exchange(m_warnings, {});
}
} // namespace kiosk
