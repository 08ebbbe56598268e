import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A white shortcut with an icon and one or two lines.
Pressable {
    id: shortcut

    property string iconName
    property string detail
    property real iconSize: Theme.size.iconInline
    property real gap: Theme.spacing.s2
    property real inset: Theme.spacing.s3
    property int textSize: Theme.type.body
    property bool chevron: false

    accessibleDescription: detail
    radius: Theme.radius.tile

    Surface {
        anchors.fill: parent
        borderColor: shortcut.down ? Theme.color.primary : Theme.color.tileBorder
        fill: shortcut.down ? Theme.color.primarySoft : Theme.color.card
        radius: shortcut.radius
    }
    Icon {
        id: shortcutIcon

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: shortcut.iconName
        size: shortcut.iconSize
        x: shortcut.inset
    }
    Column {
        anchors.left: shortcutIcon.right
        anchors.leftMargin: shortcut.gap
        anchors.right: chevronIcon.visible ? chevronIcon.left : parent.right
        anchors.rightMargin: Theme.spacing.s1
        anchors.verticalCenter: parent.verticalCenter

        OneLine {
            bold: true
            font.pixelSize: shortcut.textSize
            lineHeight: Theme.lineHeight.tile
            text: shortcut.text
            width: parent.width
        }
        OneLine {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            lineHeight: Theme.lineHeight.tile
            text: shortcut.detail
            visible: shortcut.detail.length > 0 && leastWidth <= width && (shortcut.textSize + font.pixelSize) * Theme.lineHeight.label <= shortcut.height
            width: parent.width
        }
    }
    Icon {
        id: chevronIcon

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.s3
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: "act-next"
        size: Theme.size.iconSmall
        visible: shortcut.chevron
    }
}
