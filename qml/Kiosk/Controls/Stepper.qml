import QtQuick
import Kiosk.Theme

// A small number changed by one: copies.
Row {
    id: stepper

    property int value: 1
    property int from: 1
    property int to: 3
    property string name: qsTr("份数")

    signal moved(int value)

    spacing: Theme.spacing.s2

    component Sign: Pressable {
        id: sign

        property string iconName

        anchors.verticalCenter: parent.verticalCenter
        implicitHeight: Theme.size.stepperHeight
        implicitWidth: Theme.size.stepperWidth
        radius: Theme.radius.buttonSmall
        repeatGuard: 0

        Rectangle {
            anchors.fill: parent
            border.color: sign.enabled ? Theme.color.primary : Theme.color.disabledBorder
            border.width: Theme.border.standard
            color: sign.down ? Theme.color.primarySoft : Theme.color.card
            radius: sign.radius
        }
        Icon {
            anchors.centerIn: parent
            color: sign.enabled ? Theme.color.primary : Theme.color.hint
            name: sign.iconName
            size: Theme.size.iconInline
        }
    }

    Sign {
        accessibleName: qsTr("%1减一").arg(stepper.name)
        enabled: stepper.value > stepper.from
        iconName: "act-minus"
        objectName: "stepper.minus"

        onClicked: stepper.moved(stepper.value - 1)
    }
    KText {
        Accessible.name: stepper.name + " " + stepper.value
        Accessible.role: Accessible.StaticText
        anchors.verticalCenter: parent.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        horizontalAlignment: Text.AlignHCenter
        text: stepper.value
        width: Math.max(Theme.size.stepperValue, implicitWidth)
        wrapMode: Text.NoWrap
    }
    Sign {
        accessibleName: qsTr("%1加一").arg(stepper.name)
        enabled: stepper.value < stepper.to
        iconName: "act-plus"
        objectName: "stepper.plus"

        onClicked: stepper.moved(stepper.value + 1)
    }
}
