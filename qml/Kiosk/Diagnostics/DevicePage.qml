import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One device: how it is and since when, what citizens cannot do meanwhile, what to do.
Item {
    id: page

    // As kiosk::shell::Diagnostics has them
    required property var device
    required property var events
    readonly property bool failed: device.level === "failed"
    readonly property bool attention: device.level === "attention"
    readonly property var affected: device.affected ?? []
    readonly property string since: device.since && !isNaN(device.since.getTime()) ? Qt.formatDateTime(device.since, "MM-dd HH:mm:ss") : ""

    // Lines of what changed that there is room for
    readonly property real room: (mend.visible ? mend.y : height) - card.y - 2 * card.padding - known.height - facts.spacing - Theme.type.caption * Theme.lineHeight.title
    readonly property int lines: Math.max(0, Math.min(Theme.landscape ? 3 : 8, Math.floor(room / (Theme.type.body * Theme.lineHeight.title))))

    signal leaveRequested
    signal mended

    KButton {
        id: back

        iconName: "act-prev"
        objectName: "device.back"
        size: KButton.Small
        text: "总览"
        textSize: Theme.type.label
        variant: KButton.Neutral
        x: Theme.spacing.pageMargin
        y: Theme.spacing.s3

        onClicked: page.leaveRequested()
    }
    KText {
        anchors.left: back.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.verticalCenter: back.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        text: page.device.name ?? ""
        wrapMode: Text.NoWrap
    }
    StatusChip {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        anchors.verticalCenter: back.verticalCenter
        iconName: page.failed ? "st-error" : (page.attention ? "st-warn" : "st-ok")
        text: page.device.word ?? ""
        tone: page.failed ? StatusChip.Danger : (page.attention ? StatusChip.Warning : StatusChip.Success)
    }
    Card {
        id: card

        height: facts.height + 2 * padding
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Column {
            id: facts

            spacing: Theme.spacing.s3
            width: parent.width

            Column {
                id: known

                spacing: facts.spacing
                width: parent.width

                FactRow {
                    name: "要做什么"
                    value: page.device.todo ?? ""
                    width: parent.width
                }
                FactRow {
                    name: page.failed ? "市民现在不能办" : "要用它的事项"
                    value: page.affected.length > 0 ? page.affected.join("、") : "没有事项要用它"
                    width: parent.width
                }
                FactRow {
                    name: "设备自己的说法"
                    value: page.device.detail ?? ""
                    width: parent.width
                }
                Grid {
                    columnSpacing: Theme.spacing.s3
                    columns: 2
                    rowSpacing: Theme.spacing.s2
                    width: parent.width

                    FactRow {
                        name: "从什么时候起"
                        value: page.since
                        width: (parent.width - parent.columnSpacing) / 2
                    }
                    FactRow {
                        name: "故障代码"
                        value: page.device.code ?? ""
                        width: (parent.width - parent.columnSpacing) / 2
                    }
                    FactRow {
                        name: "驱动"
                        value: page.device.driver ?? ""
                        width: (parent.width - parent.columnSpacing) / 2
                    }
                    FactRow {
                        name: "进程重启次数"
                        value: (page.device.restarts ?? 0).toString()
                        width: (parent.width - parent.columnSpacing) / 2
                    }
                }
            }
            FactRow {
                name: "最近的变化"
                value: page.events.slice(0, page.lines).map(event => Qt.formatDateTime(event.at, "MM-dd HH:mm:ss") + "  " + event.word).join("\n")
                width: parent.width
            }
        }
    }
    KButton {
        id: mend

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        enabled: !(page.device.busy ?? false)
        height: Theme.size.buttonMain
        iconName: "act-refresh"
        objectName: "device.mend"
        text: page.device.busy ? "正在处理，请稍候" : (page.device.action ?? "")
        variant: KButton.Primary
        visible: (page.device.action ?? "").length > 0
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin

        onClicked: page.mended()
    }
}
