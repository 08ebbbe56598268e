import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One setting of a device: what it is called, what it is, and the way to change it.
Item {
    id: row

    // As kiosk::shell::SettingsForm has it
    required property var field
    required property bool changeable

    signal asked

    implicitHeight: Theme.size.buttonSmall

    KText {
        anchors.left: parent.left
        anchors.right: chip.visible ? chip.left : value.left
        anchors.rightMargin: Theme.spacing.s2
        fit: true
        font.pixelSize: Theme.type.body
        height: parent.height
        lineHeight: Theme.lineHeight.tight
        minimumPixelSize: Theme.size.modeTextMin
        text: row.field.title
    }
    StatusChip {
        id: chip

        anchors.right: value.left
        anchors.rightMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter
        iconName: row.field.edited ? "st-warn" : "st-ok"
        text: row.field.edited ? "未应用" : "本机改过"
        tone: row.field.edited ? StatusChip.Warning : StatusChip.Success
        visible: row.field.edited || row.field.local
    }
    KText {
        anchors.fill: value
        fit: true
        font.pixelSize: Theme.type.label
        horizontalAlignment: Text.AlignRight
        minimumPixelSize: Theme.size.modeTextMin
        text: row.field.text
        visible: !value.visible
    }
    KButton {
        id: value

        accessibleName: row.field.title + "，" + text + "，修改"
        anchors.right: parent.right
        objectName: "setting." + row.field.name
        size: KButton.Small
        text: row.field.text
        textSize: Theme.type.label
        variant: KButton.Neutral
        visible: row.changeable && row.field.kind !== "fixed"
        width: Math.floor(row.width / 3)

        onClicked: row.asked()
    }
}
