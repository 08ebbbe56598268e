import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One thing to try: what it is, how it went in words, and what can be pressed for it.
Item {
    id: line

    required property string name
    property string word
    // none, passed, failed
    property string state_: "none"
    default property alias actions: buttons.data

    implicitHeight: Math.max(words.height, buttons.height)

    Icon {
        id: icon

        color: line.state_ === "passed" ? Theme.color.success : (line.state_ === "failed" ? Theme.color.danger : Theme.color.text2)
        name: line.state_ === "passed" ? "st-ok" : (line.state_ === "failed" ? "st-error" : "st-info")
        size: Theme.size.iconInline
        y: Math.round((Math.min(words.height, Theme.size.buttonSmall) - height) / 2)
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.spacing.s2
        anchors.right: buttons.left
        anchors.rightMargin: Theme.spacing.s2

        KText {
            bold: true
            text: line.name
            width: parent.width
        }
        KText {
            color: line.state_ === "failed" ? Theme.color.danger : Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: line.word
            visible: line.word.length > 0
            width: parent.width
        }
    }
    Row {
        id: buttons

        anchors.right: parent.right
        spacing: Theme.spacing.s2
    }
}
