import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A device of the overview: what it is, how it is, what to do, and the button that does it.
Item {
    id: line

    // A row of kiosk::shell::Diagnostics
    required property var row
    property bool last: false
    readonly property bool failed: row.level === "failed"
    readonly property bool attention: row.level === "attention"

    signal shown
    signal mended

    implicitHeight: Theme.size.technicianRow

    Rectangle {
        anchors.fill: parent
        color: line.failed ? Theme.color.rowBad : (line.attention ? Theme.color.rowAttention : "transparent")
    }
    Pressable {
        id: body

        accessibleName: line.row.name + "，" + line.row.word + (line.row.todo ? "，" + line.row.todo : "")
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: action.visible ? action.left : parent.right
        anchors.top: parent.top
        objectName: "device." + line.row.id
        radius: 0

        onClicked: line.shown()

        Rectangle {
            anchors.fill: parent
            color: Theme.color.primarySoft
            visible: body.down
        }
        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            name: line.row.icon
            size: Theme.size.iconInline
            x: Theme.spacing.s3
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            bold: true
            fit: true
            font.pixelSize: Theme.type.label
            text: line.row.name
            width: chip.x - x - Theme.spacing.s1
            wrapMode: Text.NoWrap
            x: Theme.spacing.s3 + Theme.size.iconInline + Theme.spacing.s2
        }
        StatusChip {
            id: chip

            anchors.verticalCenter: parent.verticalCenter
            iconName: line.failed ? "st-error" : (line.attention ? "st-warn" : "st-ok")
            text: line.row.word
            tone: line.failed ? StatusChip.Danger : (line.attention ? StatusChip.Warning : StatusChip.Success)
            x: Math.round(line.width * Theme.ratio.technicianChip)
        }
        KText {
            anchors.left: parent.left
            anchors.leftMargin: Math.round(line.width * Theme.ratio.technicianTodo)
            anchors.right: more.left
            anchors.rightMargin: Theme.spacing.s1
            anchors.verticalCenter: parent.verticalCenter
            color: line.row.todo ? Theme.color.text : Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.caption
            height: line.height
            lineHeight: Theme.lineHeight.tight
            minimumPixelSize: Theme.size.modeTextMin // a longer one is whole on the device's own page
            text: line.row.todo ? line.row.todo : line.row.driver
        }
        Icon {
            id: more

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s2
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            name: "act-right"
            size: visible ? Theme.size.iconSmall : 0
            visible: !action.visible
        }
    }
    KButton {
        id: action

        accessibleName: text + " " + line.row.name
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.s3
        anchors.verticalCenter: parent.verticalCenter
        enabled: !line.row.busy
        objectName: "mend." + line.row.id
        size: KButton.Slim
        text: line.row.busy ? "稍候" : line.row.action
        textSize: Theme.type.label
        variant: KButton.Primary
        visible: line.row.action.length > 0

        onClicked: line.mended()
    }
    Divider {
        anchors.bottom: parent.bottom
        visible: !line.last
        width: parent.width
    }
}
