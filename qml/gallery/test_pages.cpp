#include "gallery.h"
#include "page_items.h"
#include "theme.h"

#include <catch2/catch.hpp>

#include <QQuickItem>

// What a person would notice on any page: cut words, words over words, targets too small or off the screen,
// buttons that a screen reader cannot name. Every page in both orientations, both type sizes, both languages.

namespace
{
using kiosk::Gallery;
using namespace kiosk::gallery;

// uiScale of the panels of 18.5 and 15.6 inch, seen from 600 mm
constexpr double panel18 = 1.16;
constexpr double panel15 = 1.38;

struct Size {
    const char *mode;
    double scale;
};

QStringList faults(Gallery &gallery, bool elder)
{
    QStringList found;
    const QList<QQuickItem *> items = shownItems(gallery.view.rootObject());
    const QRectF screen(0, 0, gallery.view.width(), gallery.view.height());
    const qreal least = elder ? gallery.theme->target()->elderMin() : gallery.theme->target()->min();
    const qreal keyWidth = 80; // domain rule, at 21.5"
    QList<std::pair<QRectF, const QQuickItem *>> words;
    for (const QQuickItem *item : items) {
        if (isCovered(item, items))
            continue;
        const QByteArray type = item->metaObject()->className();
        if (isA(item, "KText")) {
            const QString text = item->property("text").toString();
            if (text.isEmpty())
                continue;
            const qreal width = item->property("contentWidth").toReal();
            const qreal height = item->property("contentHeight").toReal();
            if (item->property("truncated").toBool())
                found << QStringLiteral("cut: ") + text;
            if (width > item->width() + 1.5)
                found << QStringLiteral("wider than its place (%1 > %2): %3")
                             .arg(width)
                             .arg(item->width())
                             .arg(text);
            // Line boxes are looser than the ink; a sixth of a line may stand out.
            const qreal line = item->property("font").value<QFont>().pixelSize();
            if (height > item->height() + line * 0.45)
                found << QStringLiteral("higher than its place (%1 > %2): %3")
                             .arg(height)
                             .arg(item->height())
                             .arg(text);
            const QRectF whole = placeOf(item);
            const QRectF seen = seenPartOf(item);
            if (seen.isEmpty())
                continue;
            if (!screen.adjusted(-1, -1, 1, 1).contains(whole) && seen != whole)
                continue; // inside a clipped list
            if (!screen.adjusted(-1, -1, 1, 1).contains(whole))
                found << QStringLiteral("off the screen: ") + text;
            // Ink box of what was painted
            QRectF ink(0, 0, width, height * 0.72);
            const int across = item->property("horizontalAlignment").toInt();
            const int down = item->property("verticalAlignment").toInt();
            ink.moveLeft(across == Qt::AlignHCenter ? (item->width() - width) / 2
                         : across == Qt::AlignRight ? item->width() - width
                                                    : 0);
            ink.moveTop(down == Qt::AlignVCenter  ? (item->height() - ink.height()) / 2
                        : down == Qt::AlignBottom ? item->height() - ink.height()
                                                  : height * 0.14);
            const QRectF painted = item->mapRectToScene(ink).adjusted(2, 2, -2, -2);
            for (const auto &[other, otherItem] : std::as_const(words))
                if (other.intersects(painted) && other.intersected(painted).height() > 4)
                    found << QStringLiteral("over other words: ") + text + QStringLiteral(" / ") +
                                 otherItem->property("text").toString();
            words << std::pair(painted, item);
        }
        if (isA(item, "Pressable") || type.startsWith("QQuickTextInput")) {
            const QString name = nameOf(item);
            if (name.isEmpty())
                found << QStringLiteral("no accessible name: ") + item->objectName();
            if (item->objectName().isEmpty())
                found << QStringLiteral("no objectName: ") + name;
            if (!item->isEnabled())
                continue;
            // Ten letters side by side leave a key no more than its own least width.
            const qreal leastWidth = isA(item, "KeyboardKey") ? keyWidth : least;
            if (item->width() < leastWidth - 0.5 || item->height() < least - 0.5)
                found << QStringLiteral("target %1×%2: %3").arg(item->width()).arg(item->height()).arg(name);
            if (!screen.adjusted(-1, -1, 1, 1)
                     .contains(item->mapRectToScene(QRectF(0, 0, item->width(), item->height()))))
                found << QStringLiteral("target off the screen: ") + name;
        }
    }
    return found;
}

void checkLook(const kiosk::Look &look)
{
    Gallery gallery;
    gallery.setLook(look);
    const QStringList pages = gallery.pages();
    REQUIRE(pages.size() > 40);
    for (const QString &page : pages) {
        REQUIRE(gallery.show(page));
        const QStringList found = gallery.takeWarnings() + faults(gallery, gallery.theme->elder());
        INFO(page.toStdString() << (look.landscape ? " landscape " : " portrait ") << look.mode.toStdString()
                                << ' ' << look.language.toStdString() << ' ' << look.scale << "\n  "
                                << found.join(QStringLiteral("\n  ")).toStdString());
        CHECK(found.isEmpty());
    }
}
} // namespace

TEST_CASE("every page reads and presses well", "[gallery]")
{
    const bool landscape = GENERATE(false, true);
    const char *const mode = GENERATE("standard", "elder");
    const char *const language = GENERATE("zh", "en");
    checkLook({landscape, QString::fromLatin1(mode), QString::fromLatin1(language)});
}

// A panel of 27" and more shows the same px as the one of 21.5", larger.
TEST_CASE("ux 9.8: every page with texts two fifths longer", "[gallery][long]")
{
    const bool landscape = GENERATE(false, true);
    const char *const mode = GENERATE("standard", "elder");
    checkLook({landscape, QString::fromLatin1(mode), QStringLiteral("pseudo")});
}

// A small panel has the same pixels: larger type and targets share them.
TEST_CASE("ux 9.8: every page on small panels, the hardest of each", "[gallery][small]")
{
    const bool landscape = GENERATE(false, true);
    const Size size = GENERATE(Size{"standard", panel15}, Size{"elder", panel18});
    checkLook({landscape, QString::fromLatin1(size.mode), QStringLiteral("zh"), size.scale});
}

TEST_CASE("a training's band leaves every page whole", "[gallery][training]")
{
    const bool landscape = GENERATE(false, true);
    const char *const mode = GENERATE("standard", "elder", "contrast");
    kiosk::Look look{landscape, QString::fromLatin1(mode)};
    look.training = true;
    checkLook(look);
}

TEST_CASE("ux 9.8: every page in the large type size and on an 18.5 inch panel", "[.][matrix][small]")
{
    const bool landscape = GENERATE(false, true);
    const Size size = GENERATE(Size{"large", 1.0}, Size{"large", panel18}, Size{"large", panel15},
                               Size{"standard", panel18});
    checkLook({landscape, QString::fromLatin1(size.mode), QStringLiteral("zh"), size.scale});
}

TEST_CASE("the home page does not scroll and ends at the bottom bar", "[gallery]")
{
    Gallery gallery;
    gallery.setLook({});
    REQUIRE(gallery.show(QStringLiteral("home")));
    const QList<QQuickItem *> items = shownItems(gallery.view.rootObject());
    int categories = 0;
    qreal lowest = 0;
    for (const QQuickItem *item : std::as_const(items))
        if (item->objectName().startsWith(u"category.")) {
            ++categories;
            lowest =
                std::max(lowest, item->mapRectToScene(QRectF(0, 0, item->width(), item->height())).bottom());
        }
    CHECK(categories == 18);
    const qreal bar = gallery.view.height() - gallery.theme->layout()->bottomBar();
    CHECK(lowest <= bar);
    CHECK(bar - lowest == Approx(gallery.theme->spacing()->s4()).margin(1));
}

TEST_CASE("the keyboard covers neither the field nor the bottom bar, and types", "[gallery][keyboard]")
{
    const bool landscape = GENERATE(false, true);
    const char *const mode = GENERATE("standard", "elder");
    Gallery gallery;
    gallery.setLook({landscape, QString::fromLatin1(mode), QStringLiteral("zh")});
    REQUIRE(gallery.show(QStringLiteral("keyboard-spelled")));
    const QList<QQuickItem *> items = shownItems(gallery.view.rootObject());
    const auto keyboard = std::find_if(items.cbegin(), items.cend(),
                                       [](const QQuickItem *item) { return isA(item, "Keyboard_"); });
    REQUIRE(keyboard != items.cend());
    CHECK(placeOf(*keyboard).bottom() ==
          Approx(gallery.view.height() - gallery.theme->layout()->bottomBar()).margin(1));
    if (QByteArray(mode) == "standard")
        CHECK((*keyboard)->height() == Approx(landscape ? 400 : 560).margin(0.5));
    QStringList names;
    QList<QRectF> keys;
    for (const QQuickItem *item : std::as_const(items)) {
        if (item->objectName() == u"search.field")
            CHECK(placeOf(item).bottom() + 40 <= placeOf(*keyboard).top());
        if (!isA(item, "KeyboardKey"))
            continue;
        names << nameOf(item);
        for (const QRectF &other : std::as_const(keys))
            CHECK_FALSE(other.intersects(placeOf(item)));
        keys << placeOf(item);
    }
    CHECK(names.contains(QStringLiteral("办理")));
    for (char letter = 'a'; letter <= 'z'; ++letter)
        CHECK(names.contains(QString(QLatin1Char(letter))));
    CHECK(names.contains(QStringLiteral("英文"))); // layouts have Chinese names
}

TEST_CASE("the modes change what pages are made of", "[theme]")
{
    Gallery gallery;
    gallery.setLook({});
    CHECK(gallery.theme->type()->body() == 34);
    gallery.theme->setElder(true);
    CHECK(gallery.theme->type()->body() == 44);
    CHECK(gallery.theme->layout()->bottomBar() == 168);
    gallery.theme->setElder(false);
    gallery.theme->setLandscape(true);
    CHECK(gallery.theme->type()->body() == 32);
    gallery.theme->setUiScale(1.25);
    CHECK(gallery.theme->type()->body() == 40);
    gallery.theme->setLarge(true);
    CHECK(gallery.theme->type()->body() == 46);
    CHECK(gallery.theme->target()->min() == 75); // type grows, hands do not
    gallery.theme->setElder(true);
    CHECK(gallery.theme->type()->body() == 51); // the elder mode has a type of its own
    CHECK(gallery.theme->target()->elderMin() == 130);
    gallery.theme->setHighContrast(true);
    CHECK(gallery.theme->color()->bg() == QColor(Qt::black));
}
