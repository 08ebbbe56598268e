import QtQuick
import Kiosk.Theme

// A line that is ticked; the whole row is the target.
Pressable {
    id: row

    property string detail
    // Something at the right end, such as a status chip.
    property Component trailing: null
    property real boxSize: Theme.size.checkBox

    accessibleDescription: detail
    accessibleRole: Accessible.CheckBox
    checkable: true
    implicitHeight: Math.max(Theme.size.checkRow, words.implicitHeight + Theme.spacing.s2)
    radius: Theme.radius.buttonSmall

    Rectangle {
        id: box

        anchors.verticalCenter: parent.verticalCenter
        border.color: row.checked ? Theme.color.primary : Theme.color.controlBorder
        border.width: Theme.border.button
        color: row.checked ? (row.down ? Theme.color.primaryPressed : Theme.color.primary) : (row.down ? Theme.color.primarySoft : Theme.color.card)
        height: row.boxSize
        radius: Theme.radius.buttonSmall
        width: row.boxSize

        Icon {
            anchors.centerIn: parent
            color: Theme.color.onPrimary
            name: row.checked ? "act-check" : ""
            size: Theme.size.iconInline
        }
    }
    Column {
        id: words

        anchors.left: box.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.right: end.left
        anchors.rightMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter

        KText {
            bold: true
            lineHeight: Theme.lineHeight.tile
            text: row.text
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: row.detail
            visible: row.detail.length > 0
            width: parent.width
        }
    }
    Loader {
        id: end

        active: row.trailing !== null
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        sourceComponent: row.trailing
        visible: active
    }
}
