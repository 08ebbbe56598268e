import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One of the three things that are typed; secret ones show dots.
Pressable {
    id: field

    required property string label
    required property string value
    required property bool current
    property bool secret: false

    accessibleName: label + "，已输入 " + value.length + " 位"
    implicitHeight: Theme.size.buttonMain
    repeatGuard: 0

    Surface {
        anchors.fill: parent
        borderColor: field.current ? Theme.color.primary : Theme.color.controlBorder
        borderWidth: field.current ? Theme.border.button : Theme.border.standard
        raised: false
    }
    KText {
        id: name

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.text2
        font.pixelSize: Theme.type.label
        text: field.label
        wrapMode: Text.NoWrap
        x: Theme.spacing.s3
    }
    KText {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.s3
        anchors.verticalCenter: parent.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        text: field.secret ? "•".repeat(field.value.length) : field.value
        wrapMode: Text.NoWrap
    }
}
