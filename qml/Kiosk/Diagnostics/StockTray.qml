import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One tray of numbered blanks: what the account says is in it, and what can be done.
Card {
    id: card

    // As kiosk::shell::StockDesk has it
    required property var tray
    required property bool busy
    required property bool withActions
    readonly property bool empty: tray.state === "none" || tray.left === 0
    readonly property bool unsure: tray.state === "unsure"

    signal asked(string what)

    height: lines.height + 2 * padding

    Column {
        id: lines

        spacing: Theme.spacing.s2
        width: parent.width

        Item {
            height: chip.height
            width: parent.width

            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                text: "纸盒 " + card.tray.device + " / " + card.tray.tray
                wrapMode: Text.NoWrap
            }
            StatusChip {
                id: chip

                anchors.right: parent.right
                iconName: card.empty ? "st-error" : (card.unsure || card.tray.replenishment !== "ok" ? "st-warn" : "st-ok")
                text: card.unsure ? "待清点" : (card.empty ? "没有纸" : (card.tray.replenishment === "low" ? "快用完" : "账实相符"))
                tone: card.unsure ? StatusChip.Warning : (card.empty ? StatusChip.Danger : (card.tray.replenishment === "low" ? StatusChip.Warning : StatusChip.Success))
            }
        }
        KText {
            text: card.empty ? (card.tray.series ? "装纸后把号码记下来，才能打印" : "还没有登记过到货：由管理员先登记") : "下一张 " + card.tray.next + "   还有 " + card.tray.left + " 张"
            width: parent.width
        }
        KText {
            color: Theme.color.warning
            text: "上一张是否打印出来不确定。清点之前不再打印。"
            visible: card.unsure
            width: parent.width
        }
        Row {
            id: actions

            readonly property var offered: card.empty && !card.unsure ? [["load", "装入"]] : [["count", "清点"], ["void", "作废下一张"], ["unload", "取出"]]

            spacing: Theme.spacing.s2
            visible: card.withActions && card.tray.series.length > 0
            width: parent.width

            Repeater {
                model: actions.offered

                KButton {
                    required property var modelData

                    enabled: !card.busy
                    objectName: "stock." + modelData[0]
                    size: KButton.Small
                    text: modelData[1]
                    textSize: Theme.type.label
                    variant: modelData[0] === "count" || modelData[0] === "load" ? KButton.Secondary : KButton.Neutral
                    width: (actions.width - (actions.offered.length - 1) * actions.spacing) / actions.offered.length

                    onClicked: card.asked(modelData[0])
                }
            }
        }
    }
}
