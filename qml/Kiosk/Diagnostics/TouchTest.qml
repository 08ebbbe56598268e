import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Nine points over the whole screen, one after the other.
Rectangle {
    id: test

    // As kiosk::shell::ScreenDesk has it
    required property var target

    signal touched(real x, real y)
    signal stopped

    color: Theme.color.bg

    TapHandler {
        gesturePolicy: TapHandler.ReleaseWithinBounds

        // Where it is put down, however long it stays there
        onPressedChanged: {
            if (pressed)
                test.touched(point.pressPosition.x / test.width, point.pressPosition.y / test.height);
        }
    }
    KText {
        horizontalAlignment: Text.AlignHCenter
        text: "请用指尖点十字的正中（" + ((test.target.index ?? 0) + 1) + "／" + (test.target.count ?? 0) + "）"
        width: parent.width
        y: Math.round(parent.height / 4)
    }
    KButton {
        anchors.horizontalCenter: parent.horizontalCenter
        objectName: "screen.stop"
        size: KButton.Small
        text: "不测了"
        textSize: Theme.type.label
        variant: KButton.Neutral
        y: Math.round(parent.height * 3 / 4 - height / 2)

        onClicked: test.stopped()
    }
    Item {
        id: cross

        Accessible.name: "第 " + ((test.target.index ?? 0) + 1) + " 点"
        Accessible.role: Accessible.Graphic
        height: Theme.size.buttonMain
        objectName: "screen.point"
        width: height
        x: (test.target.x ?? 0) * test.width - width / 2
        y: (test.target.y ?? 0) * test.height - height / 2

        Rectangle {
            anchors.centerIn: parent
            color: Theme.color.text
            height: parent.height
            width: Theme.border.standard
        }
        Rectangle {
            anchors.centerIn: parent
            color: Theme.color.text
            height: Theme.border.standard
            width: parent.width
        }
        Rectangle {
            anchors.centerIn: parent
            border.color: Theme.color.primary
            border.width: Theme.border.button
            color: "transparent"
            height: parent.height / 2
            radius: height / 2
            width: height
        }
    }
}
