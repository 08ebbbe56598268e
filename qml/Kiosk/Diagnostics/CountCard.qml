import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How many devices are so.
Card {
    id: card

    required property string iconName
    required property color ink
    required property int count
    required property string word

    implicitHeight: Theme.size.technicianCount
    padding: 0

    Row {
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing.s3
        x: Theme.spacing.s3

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: card.ink
            name: card.iconName
            size: Theme.size.iconButton
        }
        Column {
            anchors.verticalCenter: parent.verticalCenter

            KText {
                bold: true
                font.pixelSize: Theme.type.h2
                lineHeight: Theme.lineHeight.tight
                text: card.count
                wrapMode: Text.NoWrap
            }
            KText {
                color: Theme.color.text2
                font.pixelSize: Theme.type.caption
                lineHeight: Theme.lineHeight.tight
                text: card.word
                wrapMode: Text.NoWrap
            }
        }
    }
}
