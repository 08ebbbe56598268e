import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Something that is typed; what is secret shows dots, what is too long its end.
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
        elide: Text.ElideLeft
        font.pixelSize: Theme.type.h2
        horizontalAlignment: Text.AlignRight
        text: field.secret ? "•".repeat(field.value.length) : field.value
        width: Math.min(implicitWidth, field.width - name.x - name.width - 2 * Theme.spacing.s3)
        wrapMode: Text.NoWrap
    }
}
