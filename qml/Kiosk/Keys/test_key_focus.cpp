#include "key_focus.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickView>
#include <QTest>

#include <catch2/catch.hpp>

namespace
{

/// Three buttons one below the other, and a dialog with two that can lie over them.
constexpr auto page = R"(
import QtQuick
import Kiosk.Keys
Item {
    id: root
    property alias keys: keys
    property int escapes: 0
    width: 400; height: 400
    component Button: Item { activeFocusOnTab: true; width: 100; height: 50 }
    Button { objectName: "first" }
    Button { objectName: "second"; y: 100 }
    Button { objectName: "third"; y: 200 }
    Item {
        objectName: "dialog"
        readonly property bool modal: true
        visible: false
        Button { objectName: "yes"; x: 200 }
        Button { objectName: "no"; x: 200; y: 100 }
    }
    KeyFocus { id: keys; onEscaped: root.escapes += 1 }
})";

struct Window {
    QQuickView view;
    QQmlComponent component{view.engine()};
    QQuickItem *root = nullptr;
    KeyFocus *keys = nullptr;

    Window()
    {
        component.setData(page, QUrl());
        root = qobject_cast<QQuickItem *>(component.create());
        INFO(component.errorString().toStdString());
        REQUIRE(root != nullptr);
        view.setContent(QUrl(), &component, root);
        view.resize(400, 400);
        view.show();
        keys = root->property("keys").value<KeyFocus *>();
        REQUIRE(QTest::qWaitForWindowActive(&view));
    }
    void press(Qt::Key key) { QTest::keyClick(&view, key); }
    void show(const char *name, bool shown)
    {
        root->findChild<QQuickItem *>(QLatin1String(name))->setVisible(shown);
        keys->resettle();
    }
    bool has(const char *name)
    {
        return QTest::qWaitFor([&] {
            return view.activeFocusItem() != nullptr &&
                   view.activeFocusItem()->objectName() == QLatin1String(name);
        });
    }
};

} // namespace

TEST_CASE("keys move the focus in the order of reading, round and round", "[keys]")
{
    Window window;
    CHECK_FALSE(window.keys->isActive());
    window.press(Qt::Key_Down);
    CHECK(window.has("first"));
    CHECK(window.keys->isActive());
    window.press(Qt::Key_Tab);
    CHECK(window.has("second"));
    window.press(Qt::Key_Down);
    CHECK(window.has("third"));
    window.press(Qt::Key_Down); // nothing is below it
    CHECK(window.has("third"));
    window.press(Qt::Key_Right);
    CHECK(window.has("first"));
}

TEST_CASE("a dialog keeps the focus, and gives it back to where it was", "[keys]")
{
    Window window;
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Tab);
    REQUIRE(window.has("second"));
    window.show("dialog", true);
    CHECK(window.has("yes"));
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Tab);
    CHECK(window.has("yes"));
    window.show("dialog", false);
    CHECK(window.has("second"));
}

TEST_CASE("another page begins at its beginning, also when a dialog led to it", "[keys]")
{
    Window window;
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Tab);
    REQUIRE(window.has("second"));
    window.show("dialog", true);
    REQUIRE(window.has("yes"));
    window.show("dialog", false);
    window.keys->restart();
    CHECK(window.has("first"));
}

TEST_CASE("what had the focus goes: the focus is not lost", "[keys]")
{
    Window window;
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Tab);
    REQUIRE(window.has("second"));
    SECTION("disabled, as while something is being done")
    {
        window.root->findChild<QQuickItem *>(QStringLiteral("second"))->setEnabled(false);
    }
    SECTION("hidden: the next key finds the way")
    {
        window.root->findChild<QQuickItem *>(QStringLiteral("second"))->setVisible(false);
        window.press(Qt::Key_Tab);
    }
    CHECK(window.has("first"));
}

TEST_CASE("cancel is the page's affair, and a touch ends the use of keys", "[keys]")
{
    Window window;
    window.press(Qt::Key_Tab);
    window.press(Qt::Key_Escape);
    CHECK(window.root->property("escapes").toInt() == 1);
    QTest::mouseClick(&window.view, Qt::LeftButton, Qt::NoModifier, QPoint(300, 390));
    CHECK_FALSE(window.keys->isActive());
}
