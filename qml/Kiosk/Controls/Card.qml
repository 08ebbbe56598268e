import QtQuick
import Kiosk.Theme

// A white block of a page. Children go into the padded area.
Item {
    id: card

    property real padding: Theme.spacing.cardPadding
    property alias fill: surface.fill
    property alias borderColor: surface.borderColor
    property alias borderWidth: surface.borderWidth
    property alias radius: surface.radius
    default property alias content: area.data

    Surface {
        id: surface

        anchors.fill: parent
    }
    Item {
        id: area

        anchors.fill: parent
        anchors.margins: card.padding
    }
}
