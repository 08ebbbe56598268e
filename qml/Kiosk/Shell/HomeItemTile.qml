import QtQuick
import Kiosk.Controls

// An item that can be started from the home page.
Tile {
    required property var modelData

    available: modelData.available !== false
    iconName: modelData.icon
    objectName: "item." + modelData.id
    reason: modelData.reason ?? ""
    text: modelData.name
}
