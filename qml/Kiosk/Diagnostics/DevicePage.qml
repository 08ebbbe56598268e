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
    // As kiosk::shell::SelfTest has it; without a state where there is no test
    readonly property var test: device.test ?? ({})
    readonly property bool testing: test.state === "running"
    readonly property string testText: {
        switch (test.state) {
        case "running":
            return "正在自检。" + test.guide;
        case "passed":
            return "通过：" + test.word;
        case "failed":
            return "未通过：" + test.word + "。" + test.todo;
        default:
            return test.guide ?? "";
        }
    }
    readonly property string since: device.since && !isNaN(device.since.getTime()) ? Qt.formatDateTime(device.since, "MM-dd HH:mm:ss") : ""

    signal leaveRequested
    signal mended
    signal tested
    signal testCanceled

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
        height: facts.height + 2 * padding
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Grid {
            id: facts

            readonly property real each: (width - (columns - 1) * columnSpacing) / columns

            columnSpacing: Theme.spacing.s3
            columns: Theme.landscape ? 2 : 1
            rowSpacing: Theme.spacing.s3
            width: parent.width

            FactRow {
                name: "要做什么"
                value: page.device.todo ?? ""
                width: facts.each
            }
            FactRow {
                name: page.failed ? "市民现在不能办" : "要用它的事项"
                value: page.affected.length > 0 ? page.affected.join("、") : "没有事项要用它"
                width: facts.each
            }
            FactRow {
                name: "设备自己的说法"
                value: page.device.detail ?? ""
                width: facts.each
            }
            FactRow {
                name: "自检"
                objectName: "device.testText"
                value: page.testText
                width: facts.each
            }
            Grid {
                columnSpacing: Theme.spacing.s3
                columns: 2
                rowSpacing: Theme.spacing.s2
                width: facts.each

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
            FactRow {
                name: "最近的变化"
                value: page.events.slice(0, Theme.landscape ? 3 : 8).map(event => Qt.formatDateTime(event.at, "MM-dd HH:mm:ss") + "  " + event.word).join("\n")
                width: facts.each
            }
        }
    }
    Row {
        readonly property int count: (testButton.visible ? 1 : 0) + (mendButton.visible ? 1 : 0)
        readonly property real each: count > 0 ? (width - (count - 1) * spacing) / count : 0

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        spacing: Theme.spacing.cancelToNext
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin

        KButton {
            id: testButton

            enabled: !(page.device.busy ?? false)
            iconName: page.testing ? "act-close" : "act-test"
            objectName: "device.test"
            text: page.testing ? "停止自检" : (page.test.word ? "再自检一次" : "开始自检")
            variant: KButton.Neutral
            visible: page.test.state !== undefined
            width: parent.each

            onClicked: page.testing ? page.testCanceled() : page.tested()
        }
        KButton {
            id: mendButton

            enabled: !(page.device.busy ?? false) && !page.testing
            iconName: "act-refresh"
            objectName: "device.mend"
            text: page.device.busy ? "正在处理，请稍候" : (page.device.action ?? "")
            variant: KButton.Primary
            visible: (page.device.action ?? "").length > 0
            width: parent.each

            onClicked: page.mended()
        }
    }
}
