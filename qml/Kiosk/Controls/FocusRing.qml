import QtQuick
import Kiosk.Theme

// Two rings around the thing that has the key focus, visible on light and dark grounds.
Item {
    id: ring

    property real radius: 0
    readonly property real outer: Theme.highContrast ? Theme.border.focusHighContrast : Theme.border.focusOuter
    readonly property real gap: Theme.border.focusGap

    anchors.fill: parent
    anchors.margins: -(gap + outer)

    Rectangle {
        anchors.fill: parent
        border.color: Theme.color.focusOuter
        border.width: ring.outer
        color: "transparent"
        radius: ring.radius + ring.gap + ring.outer
    }
    Rectangle {
        anchors.fill: parent
        anchors.margins: ring.outer
        border.color: Theme.color.focusInner
        border.width: Theme.border.focusInner
        color: "transparent"
        radius: ring.radius + ring.gap
    }
}
