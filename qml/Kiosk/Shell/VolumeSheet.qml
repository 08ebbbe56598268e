import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Five steps of loudness; back to normal after each citizen.
Sheet {
    id: sheet

    property int level: 3
    property int levels: 5

    signal moved(int level)

    contentHeight: column.height + Theme.spacing.s5
    title: qsTr("音量")

    Column {
        id: column

        spacing: Theme.spacing.s4
        width: parent.width

        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.spacing.s3

            KButton {
                anchors.verticalCenter: parent.verticalCenter
                enabled: sheet.level > 0
                iconName: "act-minus"
                objectName: "volume.down"
                repeatGuard: 0
                text: qsTr("小一点")

                onClicked: sheet.moved(sheet.level - 1)
            }
            Row {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.spacing.s1

                Accessible.name: qsTr("音量 %1，共 %2 级").arg(sheet.level).arg(sheet.levels)
                Accessible.role: Accessible.ProgressBar

                Repeater {
                    model: sheet.levels

                    Rectangle {
                        required property int index

                        anchors.bottom: parent?.bottom
                        border.color: Theme.color.controlBorder
                        border.width: index < sheet.level ? 0 : Theme.border.standard
                        color: index < sheet.level ? Theme.color.primary : Theme.color.card
                        height: Theme.size.volumeStep * (index + 2)
                        radius: Theme.radius.r4
                        width: Theme.size.volumeWidth
                    }
                }
            }
            KButton {
                anchors.verticalCenter: parent.verticalCenter
                enabled: sheet.level < sheet.levels
                iconName: "act-plus"
                objectName: "volume.up"
                repeatGuard: 0
                text: qsTr("大一点")

                onClicked: sheet.moved(sheet.level + 1)
            }
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            horizontalAlignment: Text.AlignHCenter
            text: sheet.level === 0 ? qsTr("已静音") : qsTr("办完后自动恢复")
            width: parent.width
        }
    }
}
