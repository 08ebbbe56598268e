import QtQuick
import Kiosk.Theme

// Something that is not shown until the citizen presses, and then for some seconds only.
Card {
    id: row

    property string label
    property string value
    property string placeholder: "・・・・・・"
    property bool revealed: false
    // The page turns it on, and off again after that
    property int seconds: Theme.time.revealMs / 1000

    signal toggled

    implicitHeight: Theme.size.revealRow
    padding: 0

    Icon {
        id: lock

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: "st-lock"
        size: Theme.size.iconInline
        x: Theme.spacing.cardPadding
    }
    KText {
        id: name

        anchors.left: lock.right
        anchors.leftMargin: Theme.spacing.s2
        height: parent.height
        fit: true
        maximumLineCount: 2
        text: row.label
        width: (button.x - x - Theme.spacing.s2) * (row.placeholder.length > 0 ? Theme.ratio.revealLabel : 1)
    }
    KText {
        id: shown

        bold: true
        fit: true
        height: parent.height
        text: row.revealed && row.value ? row.value : row.placeholder
        width: button.x - x - Theme.spacing.s2
        wrapMode: Text.NoWrap
        x: name.x + name.contentWidth + Theme.spacing.s4
    }
    KButton {
        id: button

        accessibleName: qsTr("%1，点按看 %2 秒").arg(row.label).arg(row.seconds)
        anchors.right: parent.right
        anchors.rightMargin: Theme.size.revealButtonMargin
        anchors.verticalCenter: parent.verticalCenter
        iconName: row.revealed ? "act-eye-off" : "act-eye"
        objectName: "reveal"
        size: KButton.Slim
        text: row.revealed ? qsTr("收起") : qsTr("点按看 %1 秒").arg(row.seconds)
        textSize: Theme.type.label
        width: Math.max(implicitWidth, Theme.size.revealButton)

        onClicked: row.toggled()
    }
}
