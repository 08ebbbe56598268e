import QtQuick
import Kiosk.Theme

// The tick in the top right corner of what is selected.
Item {
    anchors.right: parent?.right
    anchors.top: parent?.top
    height: Theme.size.cornerTick
    width: Theme.size.cornerTick

    Rectangle {
        anchors.fill: parent
        color: Theme.color.primary
        radius: Theme.radius.tile
    }
    Rectangle {
        anchors.right: parent.right
        anchors.bottom: parent.bottom
        color: Theme.color.primary
        height: parent.height / 2
        width: Theme.radius.tile
    }
    Rectangle {
        anchors.left: parent.left
        anchors.top: parent.top
        color: Theme.color.primary
        height: Theme.radius.tile
        width: parent.width / 2
    }
    Icon {
        anchors.centerIn: parent
        color: Theme.color.onPrimary
        name: "act-check"
        size: Theme.size.iconTiny
    }
}
