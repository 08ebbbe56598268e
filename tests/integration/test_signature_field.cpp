#include <qml/gallery/gallery.h>
#include <qml/gallery/page_items.h>

#include <kiosk/hal/signature.h>

#include <QJSValue>
#include <QJsonArray>
#include <QTest>

#include <catch2/catch.hpp>

#include <algorithm>

// Signing with a finger, where there is no pad: what the citizen sees, and what is handed over.

namespace
{

using namespace kiosk;

struct SignPage {
    SignPage()
    {
        gallery.setLook({});
        REQUIRE(gallery.show(QStringLiteral("sign")));
        field = named("signature.paper")->parentItem();
    }
    QQuickItem *named(const char *name)
    {
        const auto items = gallery::shownItems(gallery.view.rootObject());
        const auto found = std::find_if(items.begin(), items.end(), [&](const QQuickItem *item) {
            return item->objectName() == QLatin1String(name);
        });
        REQUIRE(found != items.end());
        return *found;
    }
    void write(int row, int length)
    {
        const QPoint start =
            gallery::placeOf(named("signature.paper")).topLeft().toPoint() + QPoint(40, 40 + row);
        QTest::mousePress(&gallery.view, Qt::LeftButton, {}, start);
        for (int at = 10; at <= length; at += 10)
            QTest::mouseMove(&gallery.view, start + QPoint(at, 0));
        QTest::mouseRelease(&gallery.view, Qt::LeftButton, {}, start + QPoint(length, 0));
    }
    void press(const char *button)
    {
        QTest::mouseClick(&gallery.view, Qt::LeftButton, {},
                          gallery::placeOf(named(button)).center().toPoint());
    }
    /// As it would be handed over.
    Result<hal::Signature> written()
    {
        const QVariant strokes = field->property("strokes");
        const QVariant plain =
            strokes.canConvert<QJSValue>() ? strokes.value<QJSValue>().toVariant() : strokes;
        return hal::signatureFrom({{QStringLiteral("width_mm"), named("signature.paper")->width() / 4},
                                   {QStringLiteral("height_mm"), named("signature.paper")->height() / 4},
                                   {QStringLiteral("strokes"), plain.toJsonArray()}});
    }

    Gallery gallery;
    QQuickItem *field = nullptr;
};

} // namespace

TEST_CASE("a finger's strokes are a signature in millimetres, once there is enough of it")
{
    SignPage page;
    CHECK_FALSE(page.named("signature.done")->isEnabled());
    CHECK_FALSE(page.named("signature.clear")->isEnabled());
    page.write(0, 60);
    CHECK_FALSE(page.named("signature.done")->isEnabled());
    CHECK(page.named("signature.clear")->isEnabled());
    page.write(80, 120);
    CHECK(page.named("signature.done")->isEnabled());
    const auto signature = page.written();
    REQUIRE(signature);
    REQUIRE(signature->strokes.size() == 2);
    CHECK(signature->strokes[0].first().x == Approx(10).margin(1));
    CHECK(signature->strokes[1].last().x == Approx(40).margin(1));
    CHECK(signature->strokes[1].last().pressure == Approx(0.5));
    CHECK(signature->length() == Approx(45).margin(1));
    CHECK(signature->isEnough());
    page.press("signature.clear");
    CHECK_FALSE(page.named("signature.done")->isEnabled());
    CHECK(page.written()->strokes.isEmpty());
}

TEST_CASE("a finger that leaves the box writes along its edge")
{
    SignPage page;
    page.write(0, 1010);
    const auto signature = page.written();
    REQUIRE(signature);
    REQUIRE(signature->strokes.size() == 1);
    CHECK(signature->strokes[0].last().x == Approx(signature->width));
    CHECK(page.named("signature.done")->isEnabled());
}

TEST_CASE("a signature that is too long is not cut: it is written again")
{
    SignPage page;
    page.write(0, 120);
    page.write(80, 120);
    REQUIRE(page.named("signature.done")->isEnabled());
    page.field->setProperty("points", page.field->property("mostPoints"));
    CHECK_FALSE(page.named("signature.done")->isEnabled());
    page.press("signature.clear");
    page.write(0, 120);
    page.write(80, 120);
    CHECK(page.named("signature.done")->isEnabled());
}
