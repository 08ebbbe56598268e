#include "gallery.h"

#include "page_items.h"
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

/// Every text of the pages two fifths longer, as other languages make them.
class PseudoTranslator : public QTranslator
{
public:
    [[nodiscard]] bool isEmpty() const override { return false; }
    [[nodiscard]] QString translate(const char * /*context*/, const char *source, const char * /*meant*/,
                                    int /*count*/) const override
    {
        const QString text = QString::fromUtf8(source);
        return text + QString((text.size() * 2 + 4) / 5, u'长');
    }
};

constexpr QSize portraitSize{1080, 1920};
constexpr qreal pixelsPerMillimetre = 4.03; // 21.5"
constexpr qreal reachMillimetres = 1200;    // ux: what a wheelchair user reaches
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
    const bool pseudo = look.language == u"pseudo";
    m_pseudo.reset();
    if (!m_language.apply(pseudo ? QStringLiteral("zh") : look.language, *view.engine()))
        m_warnings << QStringLiteral("no translation: ") + look.language;
    if (pseudo) {
        m_pseudo = std::make_unique<PseudoTranslator>();
        QCoreApplication::installTranslator(m_pseudo.get());
    }
    theme->setLandscape(look.landscape);
    const QStringList modes = look.mode.split(u'+');
    theme->setElder(modes.contains(u"elder"));
    theme->setLarge(modes.contains(u"large"));
    theme->setHighContrast(modes.contains(u"contrast"));
    const qreal height = look.landscape ? portraitSize.width() : portraitSize.height();
    theme->setUsableTop(height - (reachMillimetres - look.bottomMillimetres) * pixelsPerMillimetre);
    theme->setLowPosition(modes.contains(u"low"));
    theme->setUiScale(look.scale);
    theme->setReducedMotion(true);
    view.setResizeMode(QQuickView::SizeRootObjectToView);
    view.resize(look.landscape ? portraitSize.transposed() : portraitSize);
    view.setInitialProperties(
        {{QStringLiteral("english"), look.language == u"en"}, {QStringLiteral("training"), look.training}});
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

bool Gallery::saveReading(const QStringList &pages, const QString &directory)
{
    QDir().mkpath(directory);
    bool good = true;
    for (const QString &page : pages) {
        QFile file(directory + u'/' + page + QStringLiteral(".txt"));
        good = show(page) && file.open(QIODevice::WriteOnly) &&
               file.write(gallery::readingScript(view.rootObject()).toUtf8()) > 0 && good;
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
        const QString &page = pages.at((at + 1) % pages.size());
        show(page);
        view.setTitle(page);
    });
}

QStringList Gallery::takeWarnings()
{
    return std::exchange(m_warnings, {});
}
} // namespace kiosk
