import QtQuick
import Kiosk.Theme

// One of several things that may be chosen together; the tick says so beside the colour.
Pressable {
    id: chip

    property real maxWidth: Theme.grid.span12

    accessibleRole: Accessible.CheckBox
    checkable: true
    implicitHeight: Math.max(Theme.size.choiceChip, label.implicitHeight + Theme.spacing.s2)
    implicitWidth: Math.min(maxWidth, Math.ceil(label.implicitWidth) + (checked ? Theme.size.iconSmall + row.spacing : 0) + 2 * Theme.size.choicePadding)
    radius: Theme.size.choiceChip / 2

    Rectangle {
        anchors.fill: parent
        border.color: chip.checked || chip.down ? Theme.color.primary : Theme.color.controlBorder
        border.width: chip.checked ? Theme.border.button : Theme.border.standard
        color: chip.checked || chip.down ? Theme.color.primarySoft : Theme.color.card
        radius: chip.radius
    }
    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spacing.s1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: "act-check"
            size: Theme.size.iconSmall
            visible: chip.checked
        }
        KText {
            id: label

            anchors.verticalCenter: parent.verticalCenter
            bold: chip.checked
            color: chip.checked ? Theme.color.primary : Theme.color.text
            font.pixelSize: Theme.type.label
            text: chip.text
            width: Math.min(implicitWidth, chip.maxWidth - 2 * Theme.size.choicePadding - (chip.checked ? Theme.size.iconSmall + row.spacing : 0))
        }
    }
}
