import QtQuick
import Kiosk.Theme

// One of the five buttons at the right of the top bar.
Pressable {
    id: mode

    property string iconName

    accessibleRole: checkable ? Accessible.CheckBox : Accessible.Button
    implicitHeight: Theme.size.modeButtonHeight
    implicitWidth: Theme.size.modeButtonWidth
    radius: Theme.radius.button

    Rectangle {
        anchors.fill: parent
        border.color: mode.checked ? Theme.color.topBarButtonOn : Theme.color.onTopBar
        border.width: Theme.highContrast ? Theme.border.highContrast : 0
        color: mode.checked ? Theme.color.topBarButtonOn : (mode.down ? Theme.color.primaryPressed : Theme.color.topBarButton)
        radius: mode.radius
    }
    Icon {
        anchors.horizontalCenter: parent.horizontalCenter
        color: label.color
        name: mode.iconName
        size: Theme.size.iconBar
        y: Theme.size.modeIconY
    }
    KText {
        id: label

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.modeTextBottom
        anchors.horizontalCenter: parent.horizontalCenter
        bold: mode.checked
        color: mode.checked ? Theme.color.onTopBarButtonOn : Theme.color.onTopBar
        fit: true
        font.pixelSize: Theme.size.modeText
        height: Theme.size.modeTextHeight
        horizontalAlignment: Text.AlignHCenter
        minimumPixelSize: Theme.size.modeTextMin
        text: mode.text
        width: parent.width
        wrapMode: Text.NoWrap
    }
}
