#include "focus_order.h"
#include "gallery.h"
#include "page_items.h"
#include "theme.h"

#include <catch2/catch.hpp>

#include <QFile>
#include <QHash>
#include <QImage>
#include <QJSValue>
#include <QQuickItem>

#include <cmath>

// The acceptance list of the user interface rules (ux §9), by its numbers, over every page of the gallery. 4
// (keys alone) is the scenarios keys-only and keys-elder; 6 (the warning before a session ends) is with the
// shell's time-outs; 7 (nothing is left) and 11 (paper) are not about pages.

namespace
{
using kiosk::Gallery;
using kiosk::Look;
using namespace kiosk::gallery;

struct Page {
    QString name;
    Gallery &gallery;
    QList<QQuickItem *> items; ///< shown, and under no scrim
    QImage picture;
};

constexpr qreal pixelsPerMillimetre = 4.03; // 21.5", what the tokens are drawn for
constexpr qreal capitalHeight = 0.73;       // of the type's size

bool isPressable(const QQuickItem *item)
{
    return isA(item, "Pressable") ||
           QByteArray(item->metaObject()->className()).startsWith("QQuickTextInput");
}

bool isInPressable(const QQuickItem *item)
{
    for (; item != nullptr; item = item->parentItem()) {
        if (isA(item, "Pressable"))
            return true;
    }
    return false;
}

/// Paper and cards are pictures of things, not words to read.
bool isInPicture(const QQuickItem *item)
{
    for (; item != nullptr; item = item->parentItem()) {
        if (isA(item, "DocumentPaper") || isA(item, "IdCardPicture") || isA(item, "MachinePicture"))
            return true;
    }
    return false;
}

qreal luminance(const QColor &colour)
{
    const auto linear = [](qreal part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

qreal contrast(const QColor &one, const QColor &other)
{
    const qreal a = luminance(one);
    const qreal b = luminance(other);
    return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

/// The colour that most of a place has.
QColor groundOf(const QImage &picture, const QRect &place)
{
    QHash<QRgb, int> counts;
    const QRect seen = place & picture.rect();
    const int across = std::max(1, seen.width() / 40);
    const int down = std::max(1, seen.height() / 24);
    for (int y = seen.top(); y <= seen.bottom(); y += down) {
        for (int x = seen.left(); x <= seen.right(); x += across)
            ++counts[picture.pixel(x, y)];
    }
    const auto most = std::max_element(counts.cbegin(), counts.cend());
    return most == counts.cend() ? QColor() : QColor(most.key());
}

qreal opacityOf(const QQuickItem *item)
{
    qreal opacity = 1;
    for (; item != nullptr; item = item->parentItem())
        opacity *= item->opacity();
    return opacity;
}

bool isUsable(const QQuickItem *item)
{
    return item->isEnabled() && opacityOf(item) > 0.9;
}

// 1. Words at least 4.5, icons of controls at least 3, against what was really drawn behind them.
QStringList contrastOf(const Page &page)
{
    QStringList found;
    for (const QQuickItem *item : page.items) {
        const bool words = isA(item, "KText");
        const bool icon = isA(item, "Icon") && isInPressable(item);
        // What cannot be used now may be paler.
        if ((!words && !icon) || !isUsable(item) || isInPicture(item))
            continue;
        if (words ? item->property("text").toString().isEmpty() : item->property("name").toString().isEmpty())
            continue;
        const QRect place = seenPartOf(item).toAlignedRect();
        if (place.width() < 4 || place.height() < 4)
            continue;
        const QColor ink = item->property("color").value<QColor>();
        const QColor ground = groundOf(page.picture, place);
        const qreal least = words ? 4.5 : 3;
        // An icon may fill its place itself.
        if (ground.isValid() && ground != ink && contrast(ink, ground) < least - 0.02)
            found << QStringLiteral("1 contrast %1 (%2 on %3): %4")
                         .arg(contrast(ink, ground), 0, 'f', 2)
                         .arg(ink.name(), ground.name(), item->property(words ? "text" : "name").toString());
    }
    return found;
}

// 2. What can be pressed is at least 15 mm, for elders 25 mm. A key of the keyboard on the screen is 20 mm
// wide.
QStringList targetsOf(const Page &page)
{
    QStringList found;
    const qreal least = page.gallery.theme->elder() ? 101 : 60;
    for (const QQuickItem *item : page.items) {
        if (!isPressable(item) || !item->isEnabled() || opacityOf(item) < 0.05)
            continue;
        const qreal leastWidth = isA(item, "KeyboardKey") ? std::min<qreal>(80, least) : least;
        if (item->width() < leastWidth - 0.5 || item->height() < least - 0.5)
            found << QStringLiteral("2 target %1×%2: %3")
                         .arg(item->width())
                         .arg(item->height())
                         .arg(nameOf(item));
    }
    return found;
}

// 3. Letters are at least 4.8 mm high, what elders read at least 0.7° (44 px of type for the body).
QStringList textHeightOf(const Page &page)
{
    QStringList found;
    const qreal least = std::floor(4.8 * pixelsPerMillimetre / capitalHeight); // 26 px
    for (const QQuickItem *item : page.items) {
        if (!isA(item, "KText") || item->property("text").toString().isEmpty() || isInPicture(item) ||
            seenPartOf(item).isEmpty())
            continue;
        // What it was shrunk to
        const int size =
            item->property("fontInfo").value<QJSValue>().property(QStringLiteral("pixelSize")).toInt();
        if (size < least)
            found << QStringLiteral("3 type of %1 px: %2").arg(size).arg(item->property("text").toString());
    }
    return found;
}

// 5. Everything that keys reach has a name and a role.
QStringList namesOf(const Page &page)
{
    QStringList found;
    for (const QQuickItem *item : kiosk::keys::focusOrder(page.gallery.view.rootObject())) {
        if (nameOf(item).isEmpty())
            found << QStringLiteral("5 no name: ") + item->objectName();
    }
    return found;
}

// 4. Whatever has the focus shows it: the ring around it is neither cut by a list nor beyond the screen.
QStringList ringsOf(const Page &page)
{
    QStringList found;
    if (page.gallery.theme->lowPosition()) // what a fold cuts is turned to
        return found;
    const qreal reach = page.gallery.theme->border()->focusOuter() + page.gallery.theme->border()->focusGap();
    const QRectF screen(0, 0, page.gallery.view.width(), page.gallery.view.height());
    for (const QQuickItem *item : kiosk::keys::focusOrder(page.gallery.view.rootObject())) {
        const QRectF ring = placeOf(item).adjusted(-reach, -reach, reach, reach);
        QRectF seen = ring & screen;
        for (const QQuickItem *above = item->parentItem(); above != nullptr; above = above->parentItem()) {
            if (above->clip())
                seen &= placeOf(above);
        }
        // A field's own border shows its focus.
        if (isA(item, "Pressable") && seen != ring)
            found << QStringLiteral("4 the ring is cut: ") + nameOf(item);
    }
    return found;
}

// 9. Low position: whatever is pressed can be brought below the line of reach, whole.
QStringList reachOf(const Page &page)
{
    QStringList found;
    const Theme &theme = *page.gallery.theme;
    if (!theme.lowPosition() || theme.usableTop() <= 0)
        return found;
    const QQuickItem *frame = nullptr;
    for (const QQuickItem *item : page.items) {
        if (isA(item, "ShellFrame"))
            frame = item;
    }
    for (const QQuickItem *item : page.items) {
        if (!isPressable(item) || !item->isEnabled() || isA(item, "KeyboardKey"))
            continue;
        const QRectF place = placeOf(item);
        const QRectF seen = seenPartOf(item);
        if (!seen.isEmpty() && seen.top() < theme.usableTop() - 1)
            found << QStringLiteral("9 out of reach at %1: %2").arg(seen.top()).arg(nameOf(item));
        // What a fold cuts: turning to it shows it whole.
        if (frame != nullptr && (seen.height() < place.height() - 1)) {
            QMetaObject::invokeMethod(const_cast<QQuickItem *>(frame), "reveal", Q_ARG(qreal, place.top()),
                                      Q_ARG(qreal, place.height()));
            if (seenPartOf(item).height() < place.height() - 1)
                found << QStringLiteral("9 never seen whole: ") + nameOf(item);
            const_cast<QQuickItem *>(frame)->setProperty("part", 0);
        }
    }
    return found;
}

// 10. Help is one step away from every page, the home page at most three (there, or over a page's own end).
QStringList wayOutOf(const Page &page)
{
    QStringList names;
    for (const QQuickItem *item : page.items) {
        if (isPressable(item) && item->isEnabled())
            names << item->objectName();
    }
    const bool framed = std::any_of(page.items.cbegin(), page.items.cend(),
                                    [](const QQuickItem *item) { return isA(item, "ShellFrame"); });
    const bool closable = std::any_of(names.cbegin(), names.cend(), [](const QString &name) {
        return name == u"sheet.close" || name == u"dialog.primary";
    });
    if (closable || !framed) // the page under it is one step away; the idle screen begins with a touch
        return {};
    QStringList found;
    if (!names.contains(u"bar.help"))
        found << QStringLiteral("10 no help on the page");
    // These are home, or lead there by what they wait for; nothing else may keep somebody.
    static const QStringList ends{QStringLiteral("home"), QStringLiteral("print"), QStringLiteral("take"),
                                  QStringLiteral("farewell"), QStringLiteral("out-of-service")};
    const bool itself = std::any_of(ends.cbegin(), ends.cend(), [&page](const QString &end) {
        return page.name == end || page.name.startsWith(end + u'-');
    });
    if (!itself && !names.contains(u"bar.home"))
        found << QStringLiteral("10 no way home on the page");
    return found;
}

QStringList faultsOf(const Page &page)
{
    return contrastOf(page) + targetsOf(page) + textHeightOf(page) + namesOf(page) + ringsOf(page) +
           wayOutOf(page) + reachOf(page);
}

void checkEveryPage(const Look &look)
{
    Gallery gallery;
    gallery.setLook(look);
    const QStringList pages = gallery.pages();
    REQUIRE(pages.size() > 40);
    for (const QString &name : pages) {
        REQUIRE(gallery.show(name));
        Page page{name, gallery, {}, gallery.view.grabWindow()};
        const QList<QQuickItem *> all = shownItems(gallery.view.rootObject());
        std::copy_if(all.cbegin(), all.cend(), std::back_inserter(page.items),
                     [&all](const QQuickItem *item) { return !isCovered(item, all); });
        const QStringList found = gallery.takeWarnings() + faultsOf(page);
        INFO(name.toStdString() << (look.landscape ? " landscape " : " portrait ") << look.mode.toStdString()
                                << ' ' << look.language.toStdString() << "\n  "
                                << found.join(QStringLiteral("\n  ")).toStdString());
        CHECK(found.isEmpty());
    }
}

Look lookOf(bool landscape, const char *mode, const char *language = "zh", qreal bottom = 900)
{
    return {landscape, QString::fromLatin1(mode), QString::fromLatin1(language), 1.0, bottom};
}
} // namespace

TEST_CASE("ux 9.1 2 3 5 9 10: every page in each mode, once", "[acceptance]")
{
    const auto [landscape, mode, bottom] = GENERATE(table<bool, const char *, qreal>({
        {false, "standard", 900},
        {false, "elder+low", 900},
        {true, "contrast", 900},
        {true, "elder+contrast+low", 1000}, // a lying screen that hangs too high
    }));
    checkEveryPage(lookOf(landscape, mode, "zh", bottom));
}

// The whole matrix: qml-pages "[matrix]", some minutes.
TEST_CASE("ux 9: every page in every mode, orientation and language", "[.][matrix]")
{
    const bool landscape = GENERATE(false, true);
    const char *const language = GENERATE("zh", "en");
    const char *const mode = GENERATE("standard", "elder", "contrast", "low", "elder+contrast", "elder+low",
                                      "contrast+low", "elder+contrast+low");
    checkEveryPage(lookOf(landscape, mode, language, landscape ? 1000 : 900));
}

TEST_CASE("ux 9.3: what elders read is seen at 0.7 degrees", "[acceptance]")
{
    Gallery gallery;
    gallery.setLook(lookOf(GENERATE(false, true), "elder"));
    const qreal height = gallery.theme->type()->body() * capitalHeight / pixelsPerMillimetre;
    CHECK(height >= 600 * std::tan(0.7 * M_PI / 180));
}

TEST_CASE("ux 9.5: what is read out of each page is what it was", "[acceptance]")
{
    Gallery gallery;
    gallery.setLook({});
    for (const QString &page : gallery.pages()) {
        REQUIRE(gallery.show(page));
        QFile file(qEnvironmentVariable("KIOSK_SOURCE") +
                   QStringLiteral("/qml/gallery/reading/%1.txt").arg(page));
        INFO(page.toStdString() << ": if it should read so now, kiosk-gallery --reading qml/gallery/reading");
        REQUIRE(file.open(QIODevice::ReadOnly));
        CHECK(readingScript(gallery.view.rootObject()).toStdString() == file.readAll().toStdString());
    }
}

TEST_CASE("ux 9.12: eighteen categories on one screen, for elders twelve items", "[acceptance]")
{
    const bool landscape = GENERATE(false, true);
    const bool elder = GENERATE(false, true);
    Gallery gallery;
    gallery.setLook(lookOf(landscape, elder ? "elder" : "standard"));
    REQUIRE(gallery.show(QStringLiteral("home")));
    const QRectF screen(0, 0, gallery.view.width(),
                        gallery.view.height() - gallery.theme->layout()->bottomBar());
    int whole = 0;
    for (const QQuickItem *item : shownItems(gallery.view.rootObject())) {
        if (item->objectName().startsWith(elder ? u"item." : u"category.") && screen.contains(placeOf(item)))
            ++whole;
    }
    CHECK(whole == (elder ? 12 : 18));
}
