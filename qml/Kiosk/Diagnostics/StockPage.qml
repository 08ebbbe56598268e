import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What lies in the trays of numbered blanks, and what was done with them; counting, loading, taking out and voiding.
Item {
    id: page

    // kiosk::shell::StockDesk
    required property var stock
    // What is about to be done: load, count, void, unload; empty: nothing
    property string entry
    property var tray: null
    property int current: 0
    property string first
    property string last
    readonly property bool entering: entry.length > 0
    readonly property bool typing: entry === "load" || entry === "count"
    readonly property int changes: stock.changes ?? 0
    readonly property bool complete: tray !== null && first.length === tray.digits && last.length === tray.digits
    readonly property var words: ({
            "received": "到货",
            "loaded": "装入",
            "unloaded": "取出",
            "reserved": "占用",
            "released": "未用，放回",
            "used": "已用",
            "voided": "作废",
            "returned": "退回",
            "counted": "清点"
        })

    signal leaveRequested

    function begin(what: string, which: var): void {
        entry = what;
        tray = which;
        current = 0;
        first = what === "count" && which.next ? which.next.slice(which.series.length) : "";
        last = what === "count" && which.last ? which.last.slice(which.series.length) : "";
    }
    function text(): string {
        return current === 0 ? first : last;
    }
    function set(value: string): void {
        if (current === 0)
            first = value;
        else
            last = value;
    }
    function write(): void {
        const one = tray.series + first;
        const other = tray.series + last;
        if (entry === "load")
            stock.load(tray.device, tray.tray, one, other);
        else
            stock.count(tray.device, tray.tray, one, other);
    }

    onChangesChanged: entry = ""

    KButton {
        id: back

        iconName: "act-prev"
        objectName: "stock.back"
        size: KButton.Small
        text: page.entering ? "返回" : "总览"
        textSize: Theme.type.label
        variant: KButton.Neutral
        x: Theme.spacing.pageMargin
        y: Theme.spacing.s3

        onClicked: {
            if (page.entering)
                page.entry = "";
            else
                page.leaveRequested();
        }
    }
    KText {
        anchors.left: back.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.verticalCenter: back.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        text: "空白证照库存"
        wrapMode: Text.NoWrap
    }
    Grid {
        id: parts

        readonly property real each: Theme.landscape ? (width - columnSpacing) / 2 : width

        columnSpacing: Theme.spacing.s3
        columns: Theme.landscape ? 2 : 1
        rowSpacing: Theme.spacing.s3
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Column {
            spacing: Theme.spacing.s3
            width: parts.each

            InfoBar {
                objectName: "stock.refusal"
                text: page.stock.refusal
                tone: InfoBar.Warning
                visible: page.stock.refusal.length > 0
                width: parent.width
            }
            Repeater {
                model: page.stock.trays

                StockTray {
                    required property var modelData

                    busy: page.stock.busy
                    tray: modelData
                    visible: !page.entering || (page.tray.device === modelData.device && page.tray.tray === modelData.tray)
                    width: parent?.width ?? 0
                    withActions: !page.entering

                    onAsked: what => page.begin(what, modelData)
                }
            }
            KText {
                font.pixelSize: Theme.type.label
                text: page.entry === "load" ? "装好后，输入最上面和最下面一张的号码" : "打开纸盒，输入最上面和最下面一张的号码；中间少的会记作作废"
                visible: page.typing
                width: parent.width
            }
            SignInField {
                current: page.current === 0
                label: "最上面一张" + (page.tray?.series ? "  " + page.tray.series : "")
                objectName: "stock.first"
                value: page.first
                visible: page.typing
                width: parent.width

                onClicked: page.current = 0
            }
            SignInField {
                current: page.current === 1
                label: "最下面一张" + (page.tray?.series ? "  " + page.tray.series : "")
                objectName: "stock.last"
                value: page.last
                visible: page.typing
                width: parent.width

                onClicked: page.current = 1
            }
        }
        Card {
            height: log.height + 2 * padding
            visible: !page.entering
            width: parts.each

            Column {
                id: log

                spacing: Theme.spacing.s2
                width: parent.width

                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.caption
                    text: page.stock.movements.length > 0 ? "最近的记录" : "还没有记录。到货由管理员登记"
                    width: parent.width
                }
                Repeater {
                    model: page.stock.movements.slice(0, 8)

                    KText {
                        required property var modelData

                        font.pixelSize: Theme.type.caption
                        text: Qt.formatDateTime(new Date(modelData.at), "MM-dd HH:mm") + "  " + page.words[modelData.what] + "  " + modelData.first + (modelData.last !== modelData.first ? "—" + modelData.last : "") + (modelData.by ? "  工号 " + modelData.by : "")
                        width: parent?.width ?? 0
                    }
                }
            }
        }
        Column {
            spacing: Theme.spacing.s3
            visible: page.typing
            width: parts.each

            NumberPad {
                width: parent.width

                onBackspace: page.set(page.text().slice(0, -1))
                onDigit: key => {
                    if (page.text().length < (page.tray?.digits ?? 0))
                        page.set(page.text() + key);
                }
            }
            Row {
                spacing: Theme.spacing.cancelToNext
                width: parent.width

                KButton {
                    enabled: !page.stock.busy
                    objectName: "stock.empty"
                    text: "盒里没有纸"
                    variant: KButton.Neutral
                    visible: page.entry === "count"
                    width: (parent.width - parent.spacing) / 2

                    onClicked: page.stock.count(page.tray.device, page.tray.tray, "", "")
                }
                KButton {
                    enabled: page.complete && !page.stock.busy
                    objectName: "stock.write"
                    text: "记下来"
                    variant: KButton.Primary
                    width: page.entry === "count" ? (parent.width - parent.spacing) / 2 : parent.width

                    onClicked: page.write()
                }
            }
        }
        Column {
            spacing: Theme.spacing.s3
            visible: page.entering && !page.typing
            width: parts.each

            KText {
                font.pixelSize: Theme.type.label
                text: page.entry === "void" ? "为什么作废 " + (page.tray?.next ?? "") + "？作废后不能恢复，请把这一张取出交回" : "取出盒里全部 " + (page.tray?.left ?? 0) + " 张，记回库存？"
                width: parent.width
            }
            Repeater {
                model: page.entry === "void" ? [["damaged", "破损"], ["misprinted", "打印有误"], ["jammed", "卡纸"], ["lost", "遗失"], ["other", "其他"]] : (page.entry === "unload" ? [["unload", "已取出，记下来"]] : [])

                KButton {
                    required property var modelData

                    enabled: !page.stock.busy
                    objectName: "stock.because." + modelData[0]
                    size: KButton.Small
                    text: modelData[1]
                    width: parent?.width ?? 0

                    onClicked: {
                        if (page.entry === "void")
                            page.stock.voidSheet(page.tray.next, modelData[0]);
                        else
                            page.stock.unload(page.tray.device, page.tray.tray);
                    }
                }
            }
        }
    }
}
