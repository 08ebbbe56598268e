import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Title of one of the guide's cards.
Item {
    property string text
    property string detail
    property bool pressable: false

    signal pressed

    height: Theme.size.cardTitle
    width: parent?.width ?? 0

    KText {
        bold: true
        fit: true
        font.pixelSize: Theme.type.h2
        height: parent.height
        text: parent.text
        width: parent.width - headHint.width - Theme.spacing.s2
        wrapMode: Text.NoWrap
    }
    KText {
        id: headHint

        anchors.right: parent.right
        color: Theme.color.text2
        font.pixelSize: Theme.type.label
        height: parent.height
        text: parent.detail
        visible: !parent.pressable
        wrapMode: Text.NoWrap
    }
    KButton {
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        iconAfter: true
        iconName: "act-next"
        objectName: "guide.materials"
        size: KButton.Slim
        text: parent.detail
        textSize: Theme.type.label
        variant: KButton.Plain
        visible: parent.pressable

        onClicked: parent.pressed()
    }
}
