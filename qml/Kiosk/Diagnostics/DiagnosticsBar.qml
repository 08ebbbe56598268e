import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Which terminal, who is signed in, and the way out; on every page.
Rectangle {
    id: bar

    required property string terminal
    required property string number
    required property date now

    signal leaveRequested

    color: Theme.color.topBar
    implicitHeight: Theme.size.technicianBar

    Icon {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.onTopBar
        innerColor: Theme.color.topBar
        name: "brand"
        size: Theme.size.mark
        x: Theme.spacing.pageMargin
    }
    Column {
        anchors.left: mark.right
        anchors.leftMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter

        KText {
            bold: true
            color: Theme.color.onTopBar
            height: Math.min(implicitHeight, Math.floor(bar.height / 2))
            text: "设备诊断"
            wrapMode: Text.NoWrap
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            height: Math.min(implicitHeight, Math.floor(bar.height / 2))
            text: "终端 " + bar.terminal
            wrapMode: Text.NoWrap
        }
    }
    Column {
        anchors.right: leave.left
        anchors.rightMargin: Theme.spacing.s3
        anchors.verticalCenter: parent.verticalCenter

        KText {
            anchors.right: parent.right
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            height: Math.min(implicitHeight, Math.floor(bar.height / 2))
            text: "工号 " + bar.number
            visible: bar.number.length > 0
            wrapMode: Text.NoWrap
        }
        KText {
            anchors.right: parent.right
            bold: true
            color: Theme.color.onTopBar
            font.pixelSize: Theme.type.caption
            height: Math.min(implicitHeight, Math.floor(bar.height / 2))
            text: Qt.formatDateTime(bar.now, "MM-dd HH:mm")
            wrapMode: Text.NoWrap
        }
    }
    KButton {
        id: leave

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        iconName: "act-exit"
        objectName: "diagnostics.leave"
        size: KButton.Small
        text: "退出诊断"
        textSize: Theme.type.label
        variant: KButton.Neutral

        onClicked: bar.leaveRequested()
    }
}
