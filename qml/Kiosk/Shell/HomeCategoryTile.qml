import QtQuick
import Kiosk.Controls

// One of the standard's categories.
Tile {
    required property var modelData

    accessibleName: modelData.fullName ?? modelData.name
    available: modelData.available !== false
    hue: modelData.hue
    iconName: modelData.icon
    objectName: "category." + modelData.id
    text: modelData.name
}
