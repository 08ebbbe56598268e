import QtQuick
import Kiosk.Theme

// More of something, from the bottom, at most 60 % of the screen. What does not fit is turned page by page.
Item {
    id: sheet

    // Nothing under it is reached by keys either.
    readonly property bool modal: true
    property string title
    default property alias content: area.data
    // Of the height it covers; a page's own sheet covers the page only and may be taller
    property real share: Theme.ratio.sheetShare
    // Low position: its head, with the way out of it, stays in reach.
    readonly property real tallest: Theme.lowPosition ? Math.min(height * share, height - Theme.usableTop) : height * share
    readonly property real room: tallest - head.height - 2 * Theme.spacing.s3
    // Height the content wants; the sheet takes the smaller of it and the room.
    property real contentHeight: room

    signal closed

    Accessible.name: title
    Accessible.role: Accessible.Dialog
    anchors.fill: parent

    Keys.onEscapePressed: closed()

    Rectangle {
        anchors.fill: parent
        color: Theme.color.scrim

        MouseArea {
            anchors.fill: parent

            onClicked: sheet.closed()
        }
    }
    Rectangle {
        id: panel

        border.color: Theme.color.controlBorder
        border.width: Theme.highContrast ? Theme.border.highContrast : 0
        color: Theme.color.card
        height: head.height + area.height + 2 * Theme.spacing.s3 + radius
        radius: Theme.radius.sheet
        width: parent.width
        y: parent.height - height + radius

        MouseArea {
            anchors.fill: parent
        }
        Item {
            id: head

            height: Theme.size.sheetHead
            width: parent.width

            KText {
                Accessible.name: text
                Accessible.role: Accessible.Heading
                bold: true
                fit: true
                font.pixelSize: Theme.type.h2
                height: parent.height
                text: sheet.title
                width: close.x - x - Theme.spacing.s3
                wrapMode: Text.NoWrap
                x: Theme.spacing.s7
            }
            KButton {
                id: close

                anchors.right: parent.right
                anchors.rightMargin: Theme.spacing.s5
                anchors.verticalCenter: parent.verticalCenter
                iconName: "act-close"
                objectName: "sheet.close"
                size: KButton.Slim
                text: qsTr("关闭")
                variant: KButton.Neutral

                onClicked: sheet.closed()
            }
            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        Item {
            id: area

            anchors.left: parent.left
            anchors.leftMargin: Theme.spacing.s7
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s7
            anchors.top: head.bottom
            anchors.topMargin: Theme.spacing.s3
            height: Math.min(sheet.contentHeight, sheet.room)
        }
    }
}
