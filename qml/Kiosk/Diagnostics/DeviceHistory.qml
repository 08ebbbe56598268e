import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What happened to a device, the newest first. The list is made anew with each change of the device; whoever has
// turned a page stays there.
Item {
    id: history

    // As kiosk::shell::DeviceBook has them
    required property var events
    property int part: 0
    readonly property real room: height - 2 * list.padding - Theme.size.buttonSmall - Theme.spacing.s2
    readonly property int perPart: Math.max(1, Math.floor(room / Theme.size.technicianHead))
    readonly property int parts: Math.max(1, Math.ceil(events.length / perPart))

    onPartsChanged: part = Math.min(part, parts - 1)

    Card {
        id: list

        height: Math.max(1, rows.model.length) * Theme.size.technicianHead + 2 * padding
        width: parent.width

        Column {
            width: parent.width

            Repeater {
                id: rows

                model: history.events.slice(history.part * history.perPart, (history.part + 1) * history.perPart)

                Item {
                    id: row

                    required property var modelData

                    height: Theme.size.technicianHead
                    width: parent?.width ?? 0

                    KText {
                        id: at

                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.caption
                        text: Qt.formatDateTime(row.modelData.at, "MM-dd HH:mm:ss")
                        wrapMode: Text.NoWrap
                    }
                    KText {
                        anchors.left: at.right
                        anchors.leftMargin: Theme.spacing.s3
                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        fit: true
                        font.pixelSize: Theme.type.caption
                        height: parent.height
                        lineHeight: Theme.lineHeight.tight
                        minimumPixelSize: Theme.size.modeTextMin
                        text: row.modelData.word
                    }
                }
            }
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: "这台设备还没有事件"
            visible: history.events.length === 0
            width: parent.width
        }
    }
    Pager {
        id: pager

        anchors.bottom: parent.bottom
        page: history.part
        pages: history.parts
        width: parent.width

        onTurned: part => history.part = part
    }
}
