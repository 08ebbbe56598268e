import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One device: how it is and what to do; what it did and its maintenance; what happened to it.
Item {
    id: page

    // As kiosk::shell::Diagnostics has them
    required property var device
    // facts, care, history, settings, traffic
    property string part: "facts"
    // As kiosk::shell::DeviceBook has it
    required property var book
    // kiosk::shell::SettingsDesk
    required property var settings
    // kiosk::shell::TrafficDesk
    required property var traffic
    readonly property real partTop: tabs.y + tabs.height + Theme.spacing.s3
    readonly property real partHeight: height - partTop - Theme.spacing.s3
    readonly property bool failed: device.level === "failed"
    readonly property bool attention: device.level === "attention"
    // As kiosk::shell::MachinePlan has it; empty where nobody told
    readonly property var where: device.where ?? ({})
    readonly property real placeTop: Theme.landscape ? partTop : facts.y + facts.height + Theme.spacing.s3
    readonly property real placeHeight: acts.y - Theme.spacing.s3 - placeTop
    // Left out where it would be too small to find anything on it.
    readonly property bool placed: part === "facts" && where.side !== undefined && placeHeight >= Theme.size.sketchLeast
    // As kiosk::shell::SelfTest has it; without a state where there is no test
    readonly property var test: device.test ?? ({})
    readonly property bool asking: test.state === "asking"
    readonly property bool testing: asking || test.state === "running"
    readonly property string testText: {
        switch (test.state) {
        case "asking":
            return test.prompt;
        case "running":
            return "正在自检。" + (test.prompt || test.guide);
        case "passed":
            return "通过：" + test.word;
        case "failed":
            return "未通过：" + test.word + "。" + test.todo;
        default:
            return test.guide ?? "";
        }
    }

    signal leaveRequested
    signal mended
    signal tested
    signal testCanceled
    // What the test asks for was seen, or not
    signal testAnswered(bool seen)
    signal maintained(string task)

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
    Row {
        id: tabs

        spacing: Theme.spacing.s2
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Repeater {
            model: [{
                    "part": "facts",
                    "name": "状况"
                }, {
                    "part": "care",
                    "name": "保养"
                }, {
                    "part": "history",
                    "name": "事件"
                }, {
                    "part": "settings",
                    "name": "设置"
                }, {
                    "part": "traffic",
                    "name": "通信"
                }]

            ChoiceChip {
                required property var modelData

                accessibleRole: Accessible.RadioButton
                checked: page.part === modelData.part
                objectName: "device.part." + modelData.part
                text: modelData.name

                onClicked: page.part = modelData.part
            }
        }
    }
    DeviceFacts {
        id: facts

        device: page.device
        testText: page.testText
        visible: page.part === "facts"
        width: page.width - 2 * Theme.spacing.pageMargin - (page.placed && Theme.landscape ? place.width + Theme.spacing.gutter : 0)
        x: Theme.spacing.pageMargin
        y: page.partTop
    }
    DevicePlace {
        id: place

        height: page.placeHeight
        place: page.where
        visible: page.placed
        width: Theme.landscape ? Theme.size.sketchCard : page.width - 2 * Theme.spacing.pageMargin
        x: page.width - width - Theme.spacing.pageMargin
        y: page.placeTop
    }
    DeviceCare {
        book: page.book
        identity: page.device.identity ?? []
        height: page.partHeight
        visible: page.part === "care"
        width: page.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: page.partTop

        onMaintained: task => page.maintained(task)
    }
    DeviceHistory {
        events: page.book.events ?? []
        height: page.partHeight
        visible: page.part === "history"
        width: page.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: page.partTop
    }
    DeviceSettings {
        height: page.partHeight
        settings: page.settings
        visible: page.part === "settings"
        width: page.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: page.partTop
    }
    DeviceTraffic {
        height: page.partHeight
        traffic: page.traffic
        visible: page.part === "traffic"
        width: page.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: page.partTop
    }
    Row {
        id: acts

        readonly property int count: visibleChildren.length
        readonly property real each: count > 0 ? (width - (count - 1) * spacing) / count : 0

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        spacing: Theme.spacing.cancelToNext
        visible: page.part === "facts"
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin

        KButton {
            objectName: "device.notSeen"
            text: "没看到"
            variant: KButton.Neutral
            visible: page.asking
            width: parent.each

            onClicked: page.testAnswered(false)
        }
        KButton {
            objectName: "device.seen"
            text: "看到了"
            variant: KButton.Primary
            visible: page.asking
            width: parent.each

            onClicked: page.testAnswered(true)
        }
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
            visible: (page.device.action ?? "").length > 0 && !page.asking
            width: parent.each

            onClicked: page.mended()
        }
    }
}
