import QtQuick
import Kiosk.Theme

// A raised thing: two rectangles, the lower one two pixels down. No shadow, so it costs nothing in software.
Item {
    id: surface

    property color fill: Theme.color.card
    property color borderColor: Theme.color.tileBorder
    property real borderWidth: Theme.highContrast ? Theme.border.highContrast : Theme.border.standard
    property real radius: Theme.radius.card
    property bool raised: true

    Rectangle {
        color: Theme.color.tileEdge
        height: parent.height
        radius: surface.radius
        visible: surface.raised && !Theme.highContrast
        width: parent.width
        y: Theme.border.standard
    }
    Rectangle {
        anchors.fill: parent
        border.color: surface.borderColor
        border.width: surface.borderWidth
        color: surface.fill
        radius: surface.radius
    }
}
