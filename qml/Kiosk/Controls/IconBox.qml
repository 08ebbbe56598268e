import QtQuick
import Kiosk.Theme

// An icon on its soft ground. The hue is that of a category, or primary.
Rectangle {
    id: box

    property string iconName
    property real iconSize: Theme.size.iconFrequent
    property string hue
    property color ink: Theme.highContrast || !hue ? Theme.color.primary : Theme.categoryLine(hue)

    color: Theme.highContrast || !hue ? Theme.color.primarySoft : Theme.categorySoft(hue)
    radius: Theme.radius.iconBox

    Icon {
        anchors.centerIn: parent
        color: box.ink
        name: box.iconName
        size: box.iconSize
    }
}
