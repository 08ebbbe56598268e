#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>
#include <QQuickView>
#include <QSignalSpy>
#include <QTest>
#include <QtQml/QQmlExtensionPlugin>

#include <catch2/catch.hpp>

Q_IMPORT_QML_PLUGIN(Kiosk_ThemePlugin)
Q_IMPORT_QML_PLUGIN(Kiosk_ControlsPlugin)

// Which touches are a press. What is pressed answers after the touch, so that each case waits for it.

namespace
{

constexpr int beneath = 300; // how long no click is waited for, in ms

constexpr auto page = R"(
import QtQuick
import Kiosk.Controls
Item {
    width: 600; height: 600
    Pressable { objectName: "button"; x: 200; y: 200; width: 100; height: 60 }
}
)";

struct Finger {
    Finger()
    {
        view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
        QQmlComponent component(view.engine());
        component.setData(page, QUrl(QStringLiteral("page.qml")));
        view.setContent({}, &component, component.create());
        REQUIRE(view.rootObject() != nullptr);
        button = view.rootObject()->findChild<QQuickItem *>(QStringLiteral("button"));
        view.show();
        clicks = std::make_unique<QSignalSpy>(button, SIGNAL(clicked()));
    }
    void down(QPoint at) { QTest::touchEvent(&view, device.get()).press(0, at).commit(); }
    void move(QPoint at) { QTest::touchEvent(&view, device.get()).move(0, at).commit(); }
    void up(QPoint at) { QTest::touchEvent(&view, device.get()).release(0, at).commit(); }
    [[nodiscard]] bool clicked() { return clicks->count() > 0 || clicks->wait(beneath); }

    QQuickView view;
    std::unique_ptr<QPointingDevice> device{QTest::createTouchDevice()};
    QQuickItem *button = nullptr;
    std::unique_ptr<QSignalSpy> clicks;
};

} // namespace

TEST_CASE("a finger that comes down and goes up on a button has pressed it")
{
    Finger finger;
    finger.down({250, 230});
    CHECK(finger.button->property("down").toBool());
    CHECK(finger.clicks->isEmpty());
    finger.up({250, 230});
    CHECK(finger.clicked());
}

TEST_CASE("a trembling finger that ends on the button has pressed it")
{
    Finger finger;
    finger.down({250, 230});
    finger.move({290, 250});
    finger.up({285, 245});
    CHECK(finger.clicked());
}

TEST_CASE("a finger that leaves the button takes the press back")
{
    Finger finger;
    finger.down({250, 230});
    finger.move({250, 400});
    finger.up({250, 400});
    CHECK_FALSE(finger.clicked());
}

TEST_CASE("a button that is moved from under the finger is the one that was pressed")
{
    Finger finger;
    finger.down({250, 230});
    finger.button->setPosition({200, 340});
    finger.up({250, 230});
    CHECK(finger.clicked());
}

TEST_CASE("a finger that leaves a button which moves takes the press back")
{
    Finger finger;
    finger.down({250, 230});
    finger.button->setPosition({200, 340});
    finger.move({450, 230});
    finger.up({450, 230});
    CHECK_FALSE(finger.clicked());
}

TEST_CASE("a button that is switched off or goes from under the finger does nothing")
{
    Finger finger;
    finger.down({250, 230});
    finger.button->setProperty(GENERATE("enabled", "visible"), false);
    finger.up({250, 230});
    CHECK_FALSE(finger.clicked());
}
