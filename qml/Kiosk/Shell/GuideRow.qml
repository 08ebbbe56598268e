import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A line of the guide that opens more, or tells a number to call.
Pressable {
    id: row

    property string iconName
    property string detail
    property string value
    property bool last: false
    readonly property bool opens: enabled

    accessibleDescription: detail.length > 0 ? detail : value
    radius: Theme.radius.buttonSmall

    Rectangle {
        anchors.fill: parent
        color: row.down ? Theme.color.primarySoft : "transparent"
        radius: row.radius
    }
    Icon {
        id: rowIcon

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: row.iconName
        size: Theme.size.iconInline
    }
    Column {
        anchors.left: rowIcon.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.right: rowEnd.left
        anchors.rightMargin: Theme.spacing.s1
        anchors.verticalCenter: parent.verticalCenter

        KText {
            bold: true
            fit: true
            text: row.text
            lineHeight: Theme.lineHeight.tile
            width: parent.width
            wrapMode: Text.NoWrap
        }
        KText {
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            height: Math.min(implicitHeight, row.height - Theme.size.rowName)
            maximumLineCount: 2
            text: row.detail
            visible: row.detail.length > 0 && row.height - Theme.size.rowName >= font.pixelSize
            width: parent.width
        }
    }
    KText {
        id: rowEnd

        anchors.right: rowArrow.visible ? rowArrow.left : parent.right
        anchors.rightMargin: rowArrow.visible ? Theme.spacing.s1 : 0
        anchors.verticalCenter: parent.verticalCenter
        bold: true
        text: row.value
        wrapMode: Text.NoWrap
    }
    Icon {
        id: rowArrow

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: "act-next"
        size: Theme.size.iconInline
        visible: row.opens
    }
    Divider {
        anchors.bottom: parent.bottom
        visible: !row.last
        width: parent.width
    }
}
