import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Every device, the worst first, with what to do about it.
Item {
    id: page

    // As kiosk::shell::Diagnostics has them
    required property var rows
    required property var events
    property bool withStock: false
    property bool withTraining: false
    property int part: 0
    // Of the lines, where all fit and where there must be room to turn
    readonly property real room: log.y - list.y - Theme.spacing.s3 - Theme.size.technicianHead
    readonly property real roomBeside: room - Theme.size.buttonSmall - Theme.spacing.s2
    readonly property bool allFit: rows.length * Theme.size.technicianRow <= room
    readonly property int perPart: allFit ? rows.length : Math.max(1, Math.floor(roomBeside / Theme.size.technicianRow))
    readonly property int parts: allFit ? 1 : Math.ceil(rows.length / perPart)

    signal shown(string device)
    signal mended(string device)
    signal bundleShown
    signal screenShown
    signal stockShown
    signal trainingRequested

    function count(level: string): int {
        return rows.filter(row => row.level === level).length;
    }

    onPartsChanged: part = Math.min(part, parts - 1)

    Row {
        id: counts

        readonly property real each: (width - 2 * spacing) / 3

        spacing: Theme.spacing.s2
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: Theme.spacing.s3

        CountCard {
            count: page.count("failed")
            iconName: "st-error"
            ink: Theme.color.danger
            width: counts.each
            word: "要处理"
        }
        CountCard {
            count: page.count("attention")
            iconName: "st-warn"
            ink: Theme.color.warning
            width: counts.each
            word: "要留意"
        }
        CountCard {
            count: page.count("good")
            iconName: "st-ok"
            ink: Theme.color.success
            width: counts.each
            word: "正常"
        }
    }
    Card {
        id: list

        readonly property var shownRows: page.rows.slice(page.part * page.perPart, (page.part + 1) * page.perPart)

        height: Theme.size.technicianHead + Math.max(1, shownRows.length) * Theme.size.technicianRow
        padding: 0
        width: counts.width
        x: Theme.spacing.pageMargin
        y: counts.y + counts.height + Theme.spacing.s3

        Item {
            id: head

            height: Theme.size.technicianHead
            width: parent.width

            Repeater {
                model: [{
                        "text": "设备",
                        "at": Theme.spacing.s3 + Theme.size.iconInline + Theme.spacing.s2
                    }, {
                        "text": "状态",
                        "at": Math.round(list.width * Theme.ratio.technicianChip)
                    }, {
                        "text": "下一步",
                        "at": Math.round(list.width * Theme.ratio.technicianTodo)
                    }]

                KText {
                    required property var modelData

                    anchors.verticalCenter: parent?.verticalCenter
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.caption
                    text: modelData.text
                    wrapMode: Text.NoWrap
                    x: modelData.at
                }
            }
            Divider {
                anchors.bottom: parent.bottom
                width: parent.width
            }
        }
        Column {
            anchors.top: head.bottom
            width: parent.width - 2 * x
            x: Theme.border.standard // inside the card's edge

            Repeater {
                model: list.shownRows

                DeviceLine {
                    required property int index
                    required property var modelData

                    last: index === list.shownRows.length - 1
                    row: modelData
                    width: parent?.width ?? 0

                    onMended: page.mended(modelData.id)
                    onShown: page.shown(modelData.id)
                }
            }
        }
        KText {
            anchors.top: head.bottom
            color: Theme.color.text2
            height: Theme.size.technicianRow
            horizontalAlignment: Text.AlignHCenter
            text: "没有设备的消息：设备服务未运行，或 devices.yaml 里没有设备"
            visible: page.rows.length === 0
            width: parent.width
        }
    }
    Pager {
        id: pager

        page: page.part
        pages: page.parts
        width: counts.width
        x: Theme.spacing.pageMargin
        y: log.y - height - Theme.spacing.s2

        onTurned: part => page.part = part
    }
    Row {
        id: tools

        readonly property real each: (width - (count - 1) * spacing) / count
        readonly property int count: 2 + Number(page.withStock) + Number(page.withTraining)

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        spacing: Theme.spacing.s2
        width: Theme.landscape ? 2 * counts.each + counts.spacing : counts.width
        x: Theme.spacing.pageMargin + counts.width - width

        KButton {
            iconName: "dev-speaker"
            objectName: "diagnostics.screen"
            size: KButton.Small
            text: "屏幕与声音"
            textSize: Theme.type.label
            variant: KButton.Neutral
            width: tools.each

            onClicked: page.screenShown()
        }
        KButton {
            iconName: "act-takeaway"
            objectName: "diagnostics.bundle"
            size: KButton.Small
            text: "诊断包"
            textSize: Theme.type.label
            variant: KButton.Neutral
            width: tools.each

            onClicked: page.bundleShown()
        }
        KButton {
            iconName: "act-all"
            objectName: "diagnostics.stock"
            size: KButton.Small
            text: "空白证照库存"
            textSize: Theme.type.label
            variant: KButton.Neutral
            visible: page.withStock
            width: tools.each

            onClicked: page.stockShown()
        }
        KButton {
            id: train

            // The terminal stops for it
            property bool asked: false

            iconName: "st-maintenance"
            objectName: "diagnostics.training"
            size: KButton.Small
            text: asked ? "再按开始" : "培训"
            textSize: Theme.type.label
            variant: asked ? KButton.Warning : KButton.Neutral
            visible: page.withTraining
            width: tools.each

            onClicked: {
                if (asked)
                    page.trainingRequested();
                asked = !asked;
            }
        }
    }
    Card {
        id: log

        height: Theme.size.technicianCount
        padding: 0
        width: counts.width - (Theme.landscape ? tools.width + counts.spacing : 0)
        x: Theme.spacing.pageMargin
        y: (Theme.landscape ? parent.height : tools.y) - height - Theme.spacing.s3

        Icon {
            id: logIcon

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            name: "act-log"
            size: Theme.size.iconInline
            x: Theme.spacing.s3
        }
        Column {
            anchors.left: logIcon.right
            anchors.leftMargin: Theme.spacing.s3
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s3
            anchors.verticalCenter: parent.verticalCenter

            Repeater {
                model: page.events.slice(0, 2)

                KText {
                    required property int index
                    required property var modelData

                    color: index === 0 ? Theme.color.text : Theme.color.text2
                    elide: Text.ElideRight
                    font.pixelSize: Theme.type.caption
                    text: Qt.formatDateTime(modelData.at, "HH:mm:ss") + "   " + modelData.name + "   " + modelData.word
                    width: parent.width
                    wrapMode: Text.NoWrap
                }
            }
            KText {
                color: Theme.color.text2
                font.pixelSize: Theme.type.caption
                text: "开机以来没有设备变化"
                visible: page.events.length === 0
                wrapMode: Text.NoWrap
            }
        }
    }
}
