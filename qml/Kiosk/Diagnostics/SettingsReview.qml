import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What would be changed, before and after, and the button that does it.
Item {
    id: review

    // As kiosk::shell::SettingsForm has them
    required property var differences
    required property bool busy

    signal applied
    signal leaveRequested

    Column {
        spacing: Theme.spacing.s3
        width: parent.width

        KText {
            bold: true
            font.pixelSize: Theme.type.h2
            text: "要改 " + review.differences.length + " 项"
            width: parent.width
        }
        Card {
            implicitHeight: list.height + 2 * padding
            width: parent.width

            DifferenceList {
                id: list

                differences: review.differences
                width: parent.width
            }
        }
        InfoBar {
            text: "只重启这一台设备。它没有按时回来，设置会自动改回；回来以后也可以撤销"
            tone: InfoBar.Info
            width: parent.width
        }
    }
    ActionRow {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        cancelText: "返回"
        ready: !review.busy
        text: "应用"
        width: parent.width

        onAccepted: review.applied()
        onCancelled: review.leaveRequested()
    }
}
