import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What goes over the wire of a device, while somebody wants it recorded: the switch, how long it still goes, the last lines.
Item {
    id: page

    // kiosk::shell::TrafficDesk
    required property var traffic
    readonly property bool recording: traffic?.recording ?? false
    readonly property var lines: traffic?.lines ?? []
    readonly property real lineHeight: Theme.type.caption * 1.4
    readonly property int rows: Math.max(1, Math.floor((height - list.y - 2 * list.padding) / lineHeight))
    readonly property string timeLeft: {
        const seconds = traffic?.seconds ?? 0;
        return Math.floor(seconds / 60) + " 分 " + (seconds % 60).toString().padStart(2, "0") + " 秒后自动停止";
    }

    KButton {
        id: toggle

        objectName: "traffic.toggle"
        size: KButton.Small
        text: page.recording ? "停止记录" : "开始记录"
        textSize: Theme.type.label
        variant: KButton.Neutral

        onClicked: page.recording ? page.traffic.stop() : page.traffic.start()
    }
    KText {
        anchors.left: toggle.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.right: parent.right
        anchors.verticalCenter: toggle.verticalCenter
        font.pixelSize: Theme.type.label
        objectName: "traffic.state"
        text: page.recording ? "正在记录，" + page.timeLeft : "没有在记录"
    }
    KText {
        id: note

        color: Theme.color.text2
        font.pixelSize: Theme.type.caption
        text: "只记时间、方向、长度和命令，不记卡、证、按键和图像的内容；停止、退出诊断或到时间就删除"
        width: parent.width
        y: toggle.height + Theme.spacing.s2
    }
    InfoBar {
        id: refusal

        objectName: "traffic.refusal"
        text: page.traffic?.refusal ?? ""
        tone: InfoBar.Warning
        visible: text.length > 0
        width: parent.width
        y: note.y + note.height + Theme.spacing.s2
    }
    Card {
        id: list

        height: page.height - y
        visible: page.recording
        width: parent.width
        y: (refusal.visible ? refusal.y + refusal.height : note.y + note.height) + Theme.spacing.s2

        Column {
            width: parent.width

            Repeater {
                model: page.lines.slice(-page.rows)

                KText {
                    required property string modelData

                    elide: Text.ElideRight
                    fit: true
                    font.family: "monospace"
                    font.pixelSize: Theme.type.caption
                    height: page.lineHeight
                    maximumLineCount: 1
                    minimumPixelSize: Theme.size.modeTextMin
                    text: modelData
                    width: parent?.width ?? 0
                    wrapMode: Text.NoWrap
                }
            }
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: "还没有通信"
            visible: page.lines.length === 0
            width: parent.width
        }
    }
}
