import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One key. It never takes the focus away from the field that is typed into.
Pressable {
    id: key

    property string iconName
    // Does something instead of typing
    property bool acts: false
    property bool on: false
    // The one that confirm would press
    property bool marked: false

    activeFocusOnTab: false
    radius: Theme.radius.buttonSmall
    repeatGuard: 0

    Surface {
        anchors.fill: parent
        borderColor: key.down || key.on ? Theme.color.primary : (Theme.highContrast ? Theme.color.tileBorder : Theme.color.controlBorder)
        fill: key.down ? Theme.color.primarySoft : (key.acts ? Theme.color.illusPanel : Theme.color.card)
        radius: key.radius
    }
    Loader {
        active: key.marked
        anchors.fill: parent

        sourceComponent: FocusRing {
            radius: key.radius
        }
    }
    Row {
        anchors.centerIn: parent
        spacing: Theme.spacing.s1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: key.iconName
            size: Theme.size.iconInline
            visible: key.iconName.length > 0
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            bold: key.acts
            color: key.acts ? Theme.color.primary : Theme.color.text
            fit: true
            font.pixelSize: key.acts ? Theme.size.keyWord : Theme.type.h2
            horizontalAlignment: Text.AlignHCenter
            text: key.text
            width: Math.min(implicitWidth, key.width - x - Theme.spacing.s1)
            wrapMode: Text.NoWrap
        }
    }
}
