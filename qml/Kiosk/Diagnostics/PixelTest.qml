import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The whole screen in one colour after the other; then the question.
Rectangle {
    id: test

    // As kiosk::shell::ScreenDesk has it; empty: the question
    required property string shade

    signal touched
    signal answered(bool flawless)

    color: shade.length > 0 ? shade : Theme.color.bg

    Pressable {
        accessibleName: "下一种颜色"
        anchors.fill: parent
        anchors.margins: Theme.spacing.s2 // room for the ring of the focus
        objectName: "screen.next"
        visible: test.shade.length > 0

        onClicked: test.touched()
    }
    Column {
        anchors.centerIn: parent
        spacing: Theme.spacing.s4
        visible: test.shade.length === 0
        width: Math.min(parent.width - 2 * Theme.spacing.pageMargin, Theme.grid.span12)

        KText {
            bold: true
            font.pixelSize: Theme.type.h2
            horizontalAlignment: Text.AlignHCenter
            text: "每种颜色都均匀，没有颜色不对的点？"
            width: parent.width
        }
        Row {
            id: answers

            readonly property real each: (width - spacing) / 2

            spacing: Theme.spacing.cancelToNext
            width: parent.width

            KButton {
                objectName: "screen.spot"
                text: "看到坏点"
                variant: KButton.Neutral
                width: answers.each

                onClicked: test.answered(false)
            }
            KButton {
                objectName: "screen.flawless"
                text: "没有坏点"
                width: answers.each

                onClicked: test.answered(true)
            }
        }
    }
}
