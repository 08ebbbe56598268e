import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What a query found, when it is more than one thing: a card for each record, or a table, turned page by page. Amounts
// and other sensitive values are hidden until asked for.
StepPage {
    id: page

    // [{title, state, tone: info | success | warning | danger, fields: [{label, value, masked, wide}]}]
    property var records: []
    // {columns: [{label, share, right}], rows: [[{value, masked}]]}; null: records
    property var table: null
    // Names of what could not be asked; the rest is shown all the same
    property var unavailable: []
    property string emptyText
    // One of the records is chosen
    property bool pick: false
    // Another page follows
    property bool more: false
    // A print follows that the citizen may leave out
    property bool printable: false
    property bool concealed: false
    property bool revealed: false
    readonly property string hiddenName: qsTr("金额等内容")
    readonly property int revealSeconds: Theme.time.listRevealMs / 1000
    readonly property bool open: revealed && !concealed
    readonly property var rows: table !== null ? table.rows : records
    readonly property bool revealable: table !== null ? table.rows.some(row => row.some(cell => cell.masked.length > 0)) : records.some(record => record.fields.some(field => field.masked.length > 0))
    readonly property bool asks: printable && rows.length > 0

    signal printRequested
    signal picked(int index)
    // Seen enough
    signal ended

    // A record as the cards that it takes: where a page has room for little, it goes on in another one.
    function cardsOf(record: var): var {
        const most = Theme.elder && wide ? 4 : Infinity;
        const cards = [];
        let room = 0;
        for (const field of record.fields) {
            const cost = field.wide === true ? 2 : 1;
            if (room < cost) {
                cards.push(Object.assign({}, record, {
                            "fields": []
                        }));
                room = most;
            }
            cards[cards.length - 1].fields.push(field);
            room -= cost;
        }
        return cards;
    }
    function reveal(): void {
        revealed = !revealed && !concealed;
    }
    function toneOf(name: string): int {
        switch (name) {
        case "success":
            return StatusChip.Success;
        case "warning":
            return StatusChip.Warning;
        case "danger":
            return StatusChip.Danger;
        default:
            return StatusChip.Info;
        }
    }
    function iconOf(name: string): string {
        switch (name) {
        case "success":
            return "st-ok";
        case "warning":
            return "st-warn";
        case "danger":
            return "st-error";
        default:
            return "st-info";
        }
    }

    acceptIcon: asks ? "dev-printer" : ""
    acceptText: pick ? "" : (asks ? qsTr("打印出来") : (more && !printable ? qsTr("下一步") : qsTr("看完了")))
    cancelText: pick ? qsTr("重新查找") : (asks ? qsTr("看完了") : "")
    withSide: wide

    onAccepted: asks ? printRequested() : ended()
    onCancelled: ended()
    onConcealedChanged: revealed = false

    Timer {
        interval: Theme.time.listRevealMs
        running: page.revealed

        onTriggered: page.revealed = false
    }
    component Unavailable: UnavailableBar {
        names: page.unavailable
        width: parent?.width ?? 0
    }
    // Above the list, or in landscape beside it
    Loader {
        id: above

        active: !page.wide
        height: item?.implicitHeight ?? 0
        width: parent.width

        sourceComponent: Column {
            spacing: page.gap

            Unavailable {
            }
            RevealRow {
                height: visible ? implicitHeight : 0
                label: page.hiddenName
                placeholder: ""
                revealed: page.revealed
                seconds: page.revealSeconds
                visible: page.revealable
                width: parent?.width ?? 0

                onToggled: page.reveal()
            }
        }
    }
    side: Item {
        anchors.fill: parent
        visible: page.wide

        Column {
            spacing: page.gap
            width: parent.width

            Unavailable {
            }
            KButton {
                accessibleName: qsTr("%1，点按看 %2 秒").arg(page.hiddenName).arg(page.revealSeconds)
                iconName: page.revealed ? "act-eye-off" : "act-eye"
                objectName: "reveal"
                size: KButton.Small
                text: page.revealed ? qsTr("收起") : qsTr("点按看 %1 秒").arg(page.revealSeconds)
                textSize: Theme.type.body
                visible: page.revealable
                width: parent.width

                onClicked: page.reveal()
            }
        }
        Item {
            id: turning

            anchors.bottom: parent.bottom
            height: Theme.size.buttonSmall
            width: parent.width
        }
    }

    Item {
        id: body

        anchors.bottom: parent.bottom
        anchors.top: above.bottom
        anchors.topMargin: above.height > 0 ? page.gap : 0
        width: parent.width

        InfoBar {
            text: page.emptyText.length > 0 ? page.emptyText : qsTr("没有查到记录")
            visible: page.rows.length === 0
            width: parent.width
        }
        PagedColumn {
            id: cards

            anchors.fill: parent
            model: page.table === null && !page.pick ? [].concat(...page.records.map(record => page.cardsOf(record))) : []
            pagerPlace: page.wide ? turning : cards
            visible: page.table === null && page.records.length > 0

            delegate: Card {
                id: card

                readonly property var record: parent?.modelData ?? ({
                        "fields": []
                    })

                height: head.height + grid.height
                padding: 0
                width: parent?.width ?? 0

                Item {
                    id: head

                    height: Math.max(Theme.size.chip, name.implicitHeight) + 2 * Theme.spacing.s2
                    width: parent.width

                    KText {
                        id: name

                        anchors.verticalCenter: parent.verticalCenter
                        bold: true
                        font.pixelSize: Theme.type.bodyL
                        lineHeight: Theme.lineHeight.tile
                        text: card.record.title ?? ""
                        width: (state.visible ? state.x : parent.width) - x - Theme.spacing.s2
                        x: Theme.size.fieldInset
                    }
                    StatusChip {
                        id: state

                        anchors.right: parent.right
                        anchors.rightMargin: Theme.spacing.s3
                        anchors.verticalCenter: parent.verticalCenter
                        iconName: page.iconOf(card.record.tone ?? "")
                        text: card.record.state ?? ""
                        tone: page.toneOf(card.record.tone ?? "")
                        visible: text.length > 0 && !page.concealed
                    }
                    Divider {
                        anchors.bottom: parent.bottom
                        width: parent.width
                    }
                }
                FieldGrid {
                    id: grid

                    concealed: page.concealed
                    fields: card.record.fields.map(field => field.masked.length > 0 ? {
                                "label": field.label,
                                "value": field.masked,
                                "full": field.value,
                                "wide": field.wide === true
                            } : {
                                "label": field.label,
                                "value": field.value,
                                "wide": field.wide === true
                            })
                    framed: false
                    height: implicitHeight
                    limit: cards.room - head.height
                    revealed: page.open
                    width: parent.width
                    y: head.height
                }
            }
        }
        PagedColumn {
            id: choices

            anchors.fill: parent
            model: page.pick ? page.records : []
            pagerPlace: page.wide ? turning : choices

            delegate: ListRow {
                readonly property var record: parent?.modelData ?? ({
                        "fields": []
                    })

                detail: record.fields.map(field => field.label + " " + (field.masked.length > 0 ? field.masked : field.value)).join("・")
                objectName: "record." + (parent?.index ?? 0)
                tags: (record.state ?? "").length > 0 ? [{
                        "icon": page.iconOf(record.tone),
                        "text": record.state,
                        "tone": page.toneOf(record.tone)
                    }] : []
                text: record.title ?? ""
                width: parent?.width ?? 0

                onClicked: page.picked(parent.index)
            }
        }
        Card {
            anchors.fill: parent
            padding: 0
            visible: page.table !== null && page.rows.length > 0

            TableLine {
                id: titles

                bold: true
                cells: (page.table?.columns ?? []).map(column => column.label)
                ink: Theme.color.text2
                y: Theme.size.fieldPad
            }
            Divider {
                anchors.top: titles.bottom
                width: parent.width
            }
            PagedColumn {
                id: lines

                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.size.fieldPad
                anchors.top: titles.bottom
                inset: Theme.spacing.s2
                model: page.table?.rows ?? []
                pagerPlace: page.wide ? turning : lines
                spacing: 0
                width: parent.width

                delegate: TableLine {
                    readonly property int index: parent?.index ?? 0

                    cells: (parent?.modelData ?? []).map(cell => page.concealed || cell.masked.length > 0 && !page.open ? (cell.masked.length > 0 ? cell.masked : "••••") : cell.value)
                    width: parent?.width ?? 0

                    Divider {
                        visible: parent.index > 0
                        width: parent.width
                    }
                }
            }
        }
    }

    component TableLine: Item {
        id: line

        property var cells: []
        property bool bold: false
        property color ink: Theme.color.text
        readonly property var columns: page.table?.columns ?? []
        readonly property real shares: columns.reduce((sum, column) => sum + column.share, 0)
        readonly property real unit: (width - 2 * Theme.size.fieldInset - Math.max(0, columns.length - 1) * Theme.spacing.s2) / Math.max(1, shares)

        Accessible.name: cells.map((cell, index) => bold ? cell : columns[index].label + " " + cell).join("，")
        Accessible.role: Accessible.StaticText
        implicitHeight: Math.max(Theme.size.fieldRowDense, row.height + 2 * Theme.spacing.s1)
        width: parent?.width ?? 0

        Row {
            id: row

            anchors.verticalCenter: parent.verticalCenter
            spacing: Theme.spacing.s2
            x: Theme.size.fieldInset

            Repeater {
                model: line.cells

                KText {
                    required property int index
                    required property string modelData

                    Accessible.ignored: true
                    anchors.verticalCenter: parent?.verticalCenter
                    bold: line.bold
                    color: line.ink
                    font.pixelSize: line.bold ? Theme.type.label : Theme.type.body
                    horizontalAlignment: line.columns[index]?.right ? Text.AlignRight : Text.AlignLeft
                    lineHeight: Theme.lineHeight.tight
                    text: modelData
                    width: line.unit * (line.columns[index]?.share ?? 1)
                }
            }
        }
    }
}
