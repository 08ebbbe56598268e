import QtQuick
import Kiosk.Theme

// Twelve keys: digits, X where a number may end in it, and backspace.
Grid {
    id: pad

    property bool withX: false
    readonly property list<string> keys: ["1", "2", "3", "4", "5", "6", "7", "8", "9", withX ? "X" : "", "0", "<"]

    signal digit(string key)
    signal backspace

    columnSpacing: Theme.size.padGap
    columns: 3
    rowSpacing: Theme.size.padGap

    Repeater {
        model: pad.keys

        Item {
            id: place

            required property string modelData

            height: Theme.size.padKeyHeight
            width: (pad.width - 2 * pad.columnSpacing) / 3

            Pressable {
                id: key

                accessibleName: place.modelData === "<" ? qsTr("退格") : place.modelData
                anchors.fill: parent
                enabled: visible
                objectName: place.modelData === "<" ? "pad.back" : "pad." + place.modelData
                repeatGuard: 0
                visible: place.modelData.length > 0

                onClicked: place.modelData === "<" ? pad.backspace() : pad.digit(place.modelData)

                Surface {
                    anchors.fill: parent
                    borderColor: key.down ? Theme.color.primary : Theme.color.tileBorder
                    fill: key.down ? Theme.color.primarySoft : Theme.color.card
                    radius: Theme.radius.tile
                }
                KText {
                    anchors.centerIn: parent
                    bold: true
                    font.pixelSize: Theme.type.h2
                    text: place.modelData
                    visible: place.modelData !== "<"
                }
                Row {
                    anchors.centerIn: parent
                    spacing: Theme.spacing.s1
                    visible: place.modelData === "<"

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.text
                        name: "act-back"
                        size: Theme.size.iconInline
                    }
                    KText {
                        anchors.verticalCenter: parent.verticalCenter
                        bold: true
                        font.pixelSize: Theme.type.body
                        text: qsTr("退格")
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }
    }
}
