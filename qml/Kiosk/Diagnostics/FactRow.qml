import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One thing that is known of a device.
Column {
    id: fact

    required property string name
    required property string value

    visible: value.length > 0

    KText {
        color: Theme.color.text2
        font.pixelSize: Theme.type.caption
        text: fact.name
        width: parent.width
    }
    KText {
        font.pixelSize: Theme.type.body
        text: fact.value
        width: parent.width
    }
}
