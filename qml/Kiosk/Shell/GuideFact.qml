import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One fact of the guide: its name above its value.
Item {
    property string name
    property string value
    property color ink: Theme.color.text
    property bool first: false

    height: parent?.height ?? 0

    Divider {
        anchors.verticalCenter: parent.verticalCenter
        height: parent.height - 2 * Theme.size.factInset
        visible: !parent.first
    }
    KText {
        color: Theme.color.text2
        fit: true
        font.pixelSize: Theme.type.label
        text: parent.name
        width: parent.width - x
        wrapMode: Text.NoWrap
        x: Theme.spacing.s3
        y: Math.round(parent.height / 2) - height
    }
    KText {
        bold: true
        color: parent.ink
        fit: true
        text: parent.value
        width: parent.width - x - Theme.spacing.s1
        wrapMode: Text.NoWrap
        x: Theme.spacing.s3
        y: Math.round(parent.height / 2) - Theme.spacing.hair
    }
}
