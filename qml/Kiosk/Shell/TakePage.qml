import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Take paper and card. The reader notices that the card has gone; where no sensor sees the paper, the citizen says so.
StepPage {
    id: page

    // "waiting", "taken", "kept" or "" where there is none
    property string paper: "waiting"
    property string card: "waiting"
    property int pages: 1
    // Seconds until the machine keeps the paper; below zero: it does not
    property int keepIn: -1
    // Things have been waiting for a while (1), for long (2)
    property int reminder: 0
    // The paper lies at another printer than usual
    property bool otherPrinter: false
    property bool withSpeech: true
    // Three outcomes before taking: what was done so far
    property string doneText: qsTr("证明已生成")
    readonly property bool both: paper.length > 0 && card.length > 0
    // What is still there
    readonly property string still: {
        if (paper === "waiting")
            return card === "waiting" ? qsTr("材料和身份证") : qsTr("材料");
        return card === "waiting" ? qsTr("身份证") : "";
    }
    // Of each thing above the warning of a lying screen
    readonly property real thingRoom: (warning.y - Theme.layout.stepTop - (both ? 2 : 1) * gap) / (both ? 2 : 1)
    readonly property string paperNumber: both ? "① " : ""
    readonly property string cardNumber: both ? "② " : ""

    signal repeatRequested
    signal paperTaken

    actionsVisible: false
    title: {
        if (reminder > 0 && still.length > 0)
            return qsTr("您还没拿走%1").arg(still);
        if (both)
            return qsTr("打好了，请取走材料和身份证");
        return paper.length > 0 ? qsTr("打好了，请取走材料") : qsTr("请取走身份证");
    }
    withSide: true
    sideHeight: page.height
    mainFills: false

    function chipText(state: string): string {
        switch (state) {
        case "taken":
            return qsTr("已取走");
        case "kept":
            return qsTr("已收回保管");
        default:
            return reminder > 0 ? qsTr("还没拿走") : qsTr("等您取走");
        }
    }

    component Thing: Card {
        id: thing

        property string iconName
        property string name
        property string hint
        property string progressState

        height: page.wide ? Math.max(thingWords.height + Theme.spacing.s1, Math.min(Theme.size.takeRow, page.thingRoom)) : Theme.size.takeRow
        padding: 0

        Rectangle {
            id: disc

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primarySoft
            height: width
            radius: width / 2
            visible: !(Theme.elder && Theme.landscape) && Math.max(thingName.leastWidth, thingHint.leastWidth) <= chip.x - Theme.spacing.cardPadding - Theme.size.takeDisc - Theme.spacing.s3 - Theme.spacing.s2
            width: visible ? Theme.size.takeDisc : 0
            x: visible ? Theme.spacing.cardPadding : Theme.spacing.s1

            Icon {
                anchors.centerIn: parent
                color: Theme.color.primary
                name: thing.iconName
                size: Theme.size.iconButton
            }
        }
        Column {
            id: thingWords

            anchors.left: disc.right
            anchors.leftMargin: Theme.spacing.s3
            anchors.right: chip.left
            anchors.rightMargin: Theme.spacing.s2
            anchors.verticalCenter: parent.verticalCenter

            OneLine {
                id: thingName

                bold: true
                font.pixelSize: leastWidth > room ? minimumPixelSize : Theme.type.bodyL
                lineHeight: Theme.lineHeight.tile
                text: thing.name
                width: parent.width
            }
            OneLine {
                id: thingHint

                color: Theme.color.text2
                font.pixelSize: Theme.type.label
                minimumPixelSize: Theme.size.modeTextMin
                text: thing.hint
                visible: !page.wide || thingName.height + implicitHeight <= page.thingRoom // the picture says it, too
                width: parent.width
            }
        }
        StatusChip {
            id: chip

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.cardPadding
            anchors.verticalCenter: parent.verticalCenter
            iconName: thing.progressState === "taken" ? "st-ok" : (thing.progressState === "kept" ? "dev-bin" : "st-wait")
            text: page.chipText(thing.progressState)
            tone: thing.progressState === "taken" ? StatusChip.Success : (thing.progressState === "kept" ? StatusChip.Info : StatusChip.Warning)
        }
    }
    component Stage: Row {
        property string iconName
        property string text
        property color ink

        spacing: Theme.spacing.s2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: parent.ink
            name: parent.iconName
            size: Theme.size.iconInline
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            bold: true
            color: parent.ink
            font.pixelSize: Theme.size.takeStage
            text: parent.text
            wrapMode: Text.NoWrap
        }
    }
    component Callout: Column {
        property string name
        property string place
        property bool atRight: false
        // Width there is beside the machine
        required property real room

        KText {
            bold: true
            color: Theme.color.primary
            horizontalAlignment: parent.atRight ? Text.AlignLeft : Text.AlignRight
            text: parent.name
            width: parent.room
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            horizontalAlignment: parent.atRight ? Text.AlignLeft : Text.AlignRight
            text: parent.place
            width: parent.room
        }
    }

    Card {
        id: progress

        height: Theme.size.takeProgress
        padding: 0
        visible: page.paper.length > 0 && !(Theme.elder && Theme.landscape) && (page.wide || picture.room - height - page.gap >= 2 * Theme.lineHeight.body * (Theme.type.body + Theme.type.caption))
        width: parent.width

        Stage {
            id: first

            anchors.verticalCenter: parent.verticalCenter
            iconName: "st-ok"
            ink: Theme.color.success
            text: page.doneText
            x: Theme.spacing.cardPadding
        }
        Stage {
            id: second

            anchors.verticalCenter: parent.verticalCenter
            iconName: "st-ok"
            ink: Theme.color.success
            text: qsTr("已打印 %1/%1 页").arg(page.pages)
            x: Math.round((first.x + first.width + third.x - width) / 2)
        }
        Stage {
            id: third

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.cardPadding
            anchors.verticalCenter: parent.verticalCenter
            iconName: page.paper === "taken" ? "st-ok" : "step-take"
            ink: page.paper === "taken" ? Theme.color.success : Theme.color.primary
            text: page.paper === "taken" ? qsTr("已取走") : qsTr("请取走")
        }
        Repeater {
            model: [{
                    "from": first.x + first.width,
                    "to": second.x,
                    "ink": Theme.color.success
                }, {
                    "from": second.x + second.width,
                    "to": third.x,
                    "ink": third.ink
                }]

            Rectangle {
                required property var modelData

                anchors.verticalCenter: parent.verticalCenter
                color: modelData.ink
                height: Theme.size.stepLine
                radius: height / 2
                visible: width > 0
                width: modelData.to - modelData.from - 2 * Theme.spacing.s3
                x: modelData.from + Theme.spacing.s3
            }
        }
    }
    Card {
        id: picture

        // Upright, with what happened before above it
        readonly property real room: page.height - page.topInset - parent.y - lower.height - Theme.spacing.blockGap - warning.space

        height: Theme.landscape ? parent.height - y : room - y
        padding: 0
        width: parent.width
        y: progress.visible ? progress.height + page.gap : 0

        MachinePicture {
            id: machine

            anchors.horizontalCenter: parent.horizontalCenter
            anchors.horizontalCenterOffset: -Theme.spacing.hair * 2
            paperOut: page.paper === "waiting"
            parts: {
                const result = [];
                if (page.paper === "waiting")
                    result.push("paper");
                if (page.card === "waiting")
                    result.push("reader");
                return result;
            }
            width: Math.round(Math.min(Theme.size.takeMachine, (picture.height - Theme.spacing.s5) / Theme.ratio.machine))
            y: Math.round((picture.height - height) / 2)
        }
        IdCardPicture {
            id: cardOut

            rotation: -8
            visible: page.card === "waiting"
            width: machine.width * Theme.ratio.takeCard
            x: machine.x + machine.width * Theme.ratio.takeCardX
            y: machine.y + machine.height * Theme.ratio.takeCardY
        }
        BigArrow {
            id: right

            height: Theme.size.takeArrowHead
            stroke: Theme.size.takeArrowStroke
            visible: cardOut.visible
            width: Theme.size.takeArrow
            x: cardOut.x + cardOut.width + Theme.spacing.s2
            y: machine.y + machine.height * Theme.ratio.takeArrowCard - height / 2
        }
        Callout {
            anchors.verticalCenter: right.verticalCenter
            atRight: true
            name: page.cardNumber + qsTr("身份证")
            place: qsTr("屏幕右下方")
            room: picture.width - x - Theme.spacing.s2
            visible: cardOut.visible
            x: right.x + right.width + Theme.spacing.s3
        }
        BigArrow {
            id: left

            height: Theme.size.takeArrowHead
            rotation: 180
            stroke: Theme.size.takeArrowStroke
            visible: page.paper === "waiting"
            width: Theme.size.takeArrowLong
            x: machine.x + machine.width * Theme.ratio.takeArrowPaperX - width
            y: machine.y + machine.height * Theme.ratio.takeArrowPaper - height / 2
        }
        Callout {
            anchors.right: left.left
            anchors.rightMargin: Theme.spacing.s2
            anchors.verticalCenter: left.verticalCenter
            name: page.paperNumber + qsTr("证明材料")
            place: page.otherPrinter ? qsTr("另一台打印机") : qsTr("屏幕正下方")
            room: left.x - Theme.spacing.s2 - Theme.spacing.s3
            visible: left.visible
        }
    }
    side: Item {
        id: lower

        height: things.height
        width: parent?.width ?? 0

        Column {
            id: things

            spacing: page.gap
            width: parent.width

            Thing {
                hint: qsTr("请从出纸口拿走")
                iconName: "step-take"
                name: page.paperNumber + qsTr("证明材料，%n 页", "", page.pages)
                objectName: "take.paper"
                progressState: page.paper
                visible: page.paper.length > 0
                width: parent.width
            }
            Thing {
                hint: qsTr("请从读卡区拿走")
                iconName: "dev-idcard"
                name: page.cardNumber + qsTr("身份证")
                objectName: "take.card"
                progressState: page.card
                visible: page.card.length > 0
                width: parent.width
            }
        }
    }
    InfoBar {
        id: warning

        readonly property real space: visible ? height + Theme.size.takeWarningGap + Theme.spacing.blockGap : Theme.spacing.blockGap

        parent: page
        styled: true
        text: {
            if (page.reminder > 1 && page.card === "waiting")
                return qsTr("证件留在机器上，别人会拿到。请现在拿走");
            if (page.reminder > 1 && page.keepIn < 0)
                return qsTr("请现在拿走材料，再按“已取走”");
            if (page.paper !== "waiting")
                return qsTr("请把身份证拿走，机器才会结束");
            return page.keepIn < 0 ? qsTr("拿走材料后，请按“已取走”") : qsTr("没取走的材料，<font size=\"5\">%1</font> 秒后由机器收回保管").arg(page.keepIn);
        }
        tone: page.reminder > 1 ? InfoBar.Danger : InfoBar.Warning
        visible: page.paper === "waiting" || page.card === "waiting"
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: page.wide ? page.width - width - page.margin : page.margin
        y: page.height - height - (page.wide ? Theme.layout.pageBottom : Theme.spacing.blockGap)

        trailing: page.withSpeech ? again : (page.keepIn < 0 && page.paper === "waiting" ? taken : null)
    }
    Component {
        id: taken

        KButton {
            iconName: "st-ok"
            objectName: "take.paperTaken"
            size: KButton.Slim
            text: qsTr("已取走")
            textSize: Theme.type.label
            variant: KButton.Warning

            onClicked: page.paperTaken()
        }
    }
    Component {
        id: again

        KButton {
            iconName: "mode-volume"
            objectName: "take.repeat"
            size: KButton.Slim
            text: qsTr("再念一遍")
            textSize: Theme.type.label
            variant: KButton.Warning

            onClicked: page.repeatRequested()
        }
    }
}
