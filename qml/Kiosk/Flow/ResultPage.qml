import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Check and print: the fields masked, one press to see, the preview, how many.
StepPage {
    id: page

    // [{label, value, full (optional), wide (optional)}]; `full` is what reveal shows
    required property var fields
    // {label, value}: a value that is hidden until asked for; null where there is none
    property var secret: null
    // The first page as an image, the document's name and its number of pages; no preview card without a document
    property bool withDocument: true
    // Without a document: another page follows
    property bool more: false
    property url preview
    property string documentName
    property int pages: 1
    property string paper: qsTr("A4 单面")
    property string purpose
    property int copies: 1
    property int maxCopies: 3
    // Under a dialog everything is hidden
    property bool concealed: false
    property bool revealed: false
    property string heading: qsTr("请核对，没错就打印")
    property string remark: qsTr("纸面按发证机关要求打印全号")
    // Elder landscape: in the line of the title
    readonly property bool revealAbove: Theme.elder && Theme.landscape
    readonly property bool revealable: fields.some(field => field.full !== undefined)
    // The card gives what the fields leave
    readonly property real lineHeight: Theme.landscape ? Theme.size.previewLine : Math.max(Theme.size.previewLineMin, Math.min(Theme.size.previewLine, (card.height - 2 * Theme.size.previewHead - Theme.size.noteLine - Theme.spacing.s2) / (purpose.length > 0 ? 2 : 1)))

    signal printRequested(int copies)
    signal zoomRequested
    signal touched

    acceptIcon: withDocument ? "dev-printer" : ""
    acceptText: withDocument ? qsTr("确认打印") : (more ? qsTr("下一步") : qsTr("看完了"))
    cancelText: qsTr("取消办理")
    note: withDocument && Theme.landscape && !Theme.elder ? remark : ""
    title: heading
    withSide: withDocument

    onAccepted: printRequested(copies)
    onConcealedChanged: revealed = false

    Timer {
        interval: Theme.time.revealMs
        running: page.revealed

        onTriggered: page.revealed = false
    }
    KButton {
        parent: page
        iconName: page.revealed ? "act-eye-off" : "act-eye"
        objectName: "reveal"
        size: KButton.Slim
        text: page.revealed ? qsTr("收起") : qsTr("点按看 3 秒")
        textSize: Theme.type.label
        visible: page.revealAbove && page.revealable
        x: page.margin + page.leftWidth - width
        y: page.topInset

        onClicked: {
            page.revealed = !page.revealed && !page.concealed;
            page.touched();
        }
    }
    component Remark: Row {
        spacing: Theme.spacing.s1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            name: "st-info"
            size: Theme.size.iconSmall
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.caption
            text: page.remark
            width: Math.min(implicitWidth, parent.parent.width - Theme.size.iconSmall - parent.spacing)
            wrapMode: Text.NoWrap
        }
    }
    component Zoom: KButton {
        iconName: Theme.elder && Theme.landscape ? "" : "act-zoom"
        iconSize: Theme.size.iconInline
        objectName: "result.zoom"
        size: KButton.Small
        text: qsTr("放大看")
        textSize: Theme.type.body

        onClicked: page.zoomRequested()
    }
    component Copies: Stepper {
        to: page.maxCopies
        value: page.copies

        onMoved: value => {
            page.copies = value;
            page.touched();
        }
    }
    component Line: Item {
        property string name
        property string value

        height: page.lineHeight
        width: parent?.width ?? 0

        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            height: parent.height
            text: parent.name
            wrapMode: Text.NoWrap
        }
        KText {
            anchors.right: parent.right
            bold: true
            fit: true
            height: parent.height
            horizontalAlignment: Text.AlignRight
            maximumLineCount: 2
            text: parent.value
            width: parent.width * Theme.ratio.previewValue
        }
    }

    FieldGrid {
        id: grid

        concealed: page.concealed
        fields: page.fields
        limit: {
            const reveal = row.visible ? row.height + page.gap : 0;
            if (page.wide)
                return parent.height - reveal;
            return parent.limit - reveal - (page.withDocument ? page.gap + Theme.size.previewMin : 0);
        }
        revealed: page.revealed
        width: parent.width
    }
    RevealRow {
        id: row

        anchors.top: grid.bottom
        anchors.topMargin: page.gap
        label: page.secret?.label ?? qsTr("证件号码、住址等完整内容")
        placeholder: page.secret ? "・・・・・・" : ""
        revealed: page.revealed
        value: page.secret?.value ?? ""
        visible: (page.revealable || page.secret !== null) && !page.revealAbove
        width: parent.width

        onToggled: {
            page.revealed = !page.revealed && !page.concealed;
            page.touched();
        }
    }
    side: Item {
        anchors.fill: parent

        Card {
            id: card

            anchors.fill: parent
            padding: 0
            visible: !Theme.landscape

            DocumentPaper {
                id: paperUpright

                anchors.verticalCenter: parent.verticalCenter
                footer: qsTr("第1页 共%1页").arg(page.pages)
                height: Math.round(width * Theme.ratio.paperRatio)
                source: page.preview
                title: page.documentName
                width: Math.round(Math.min(Theme.size.previewPaper, (parent.height - Theme.spacing.s4) / Theme.ratio.paperRatio))
                x: Theme.spacing.cardPadding
            }
            Item {
                anchors.bottom: parent.bottom
                anchors.left: paperUpright.right
                anchors.leftMargin: Theme.spacing.s5
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacing.cardPadding
                anchors.top: parent.top

                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width

                    Item {
                        height: Theme.size.previewHead
                        width: parent.width

                        KText {
                            bold: true
                            fit: true
                            font.pixelSize: Theme.type.h2
                            height: parent.height
                            text: qsTr("打印预览")
                            width: parent.width - zoomUpright.width - Theme.spacing.s2
                            wrapMode: Text.NoWrap
                        }
                        Zoom {
                            id: zoomUpright

                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                        }
                    }
                    Line {
                        visible: !Theme.elder
                        name: qsTr("纸张")
                        value: qsTr("%1，共 %2 页").arg(page.paper).arg(page.pages)
                    }
                    Line {
                        name: qsTr("用途")
                        value: page.purpose
                        visible: page.purpose.length > 0
                    }
                    Item {
                        height: Theme.size.previewHead
                        width: parent.width

                        KText {
                            color: Theme.color.text2
                            font.pixelSize: Theme.type.label
                            height: parent.height
                            text: qsTr("份数")
                            wrapMode: Text.NoWrap
                        }
                        Copies {
                            anchors.right: parent.right
                            anchors.verticalCenter: parent.verticalCenter
                        }
                    }
                    Remark {
                        visible: !Theme.elder
                        height: Theme.size.noteLine
                    }
                }
            }
        }
        Card {
            anchors.fill: parent
            padding: 0
            visible: Theme.landscape

            DocumentPaper {
                id: paperWide

                footer: paperUpright.footer
                height: Math.round(width * Theme.ratio.paperRatio)
                source: page.preview
                title: page.documentName
                width: Math.min(Theme.size.previewPaper, parent.width - Theme.size.tileInset - Theme.spacing.s4 - copiesWide.width - Theme.spacing.s1)
                x: Theme.size.tileInset
                y: Theme.size.tileInset
            }
            Zoom {
                anchors.left: paperWide.left
                anchors.right: paperWide.right
                anchors.top: paperWide.bottom
                anchors.topMargin: Theme.spacing.s2
            }
            Column {
                id: aboutPaper

                anchors.left: paperWide.right
                anchors.leftMargin: Theme.spacing.s4
                anchors.right: parent.right
                anchors.rightMargin: Theme.spacing.s3
                spacing: Theme.spacing.s2
                y: Theme.spacing.s3

                // What there is room for above the copies: the purpose goes before the paper
                readonly property real pair: Theme.type.label * Theme.lineHeight.body + Theme.type.body * Theme.lineHeight.title + spacing
                readonly property int pairs: Math.floor((howMany.y - y - previewTitle.height) / pair)

                KText {
                    id: previewTitle

                    bold: true
                    fit: true
                    font.pixelSize: Theme.type.h2
                    text: qsTr("打印预览")
                    width: parent.width
                    wrapMode: Text.NoWrap
                }
                Pair {
                    name: qsTr("纸张")
                    value: page.paper
                    visible: !Theme.elder && aboutPaper.pairs > (page.purpose.length > 0 ? 1 : 0)
                }
                Pair {
                    name: qsTr("页数")
                    visible: !Theme.elder && aboutPaper.pairs > (page.purpose.length > 0 ? 2 : 1)
                    value: qsTr("%1 页").arg(page.pages)
                }
                Pair {
                    name: qsTr("用途")
                    value: page.purpose
                    visible: page.purpose.length > 0 && aboutPaper.pairs > 0
                }
            }
            Column {
                id: howMany

                anchors.bottom: parent.bottom
                anchors.bottomMargin: Theme.size.tileInset
                anchors.left: paperWide.right
                anchors.leftMargin: Theme.spacing.s4
                spacing: Theme.spacing.s1

                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.label
                    text: qsTr("份数")
                }
                Copies {
                    id: copiesWide
                }
            }
        }
    }

    component Pair: Column {
        property string name
        property string value

        width: parent?.width ?? 0

        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: parent.name
            width: parent.width
        }
        KText {
            bold: true
            lineHeight: Theme.lineHeight.tile
            text: parent.value
            width: parent.width
        }
    }
}
