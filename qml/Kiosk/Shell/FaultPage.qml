import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Something did not work: what, why, what is already done, what the citizen can do. The code is small and last.
// Also for a module that stopped.
Item {
    id: page

    required property string title
    required property string reason
    property string iconName: "st-warn"
    // [{strong, rest}]
    property var done: []
    // [{id, icon, name, detail, selected, trailingLabel, trailingText}]
    property var choices: []
    property string code
    property date time
    property string exitText: qsTr("不办了，安全退出")
    property bool exitVisible: true
    property bool inFlow: true
    readonly property bool wide: Theme.landscape
    readonly property real margin: Theme.spacing.pageMargin
    // Elder mode has no line of its own for the code
    readonly property bool beside: Theme.elder && !wide && choices.length > 0
    readonly property real head: inFlow ? (wide ? Theme.layout.stepTop + Theme.layout.stepBar : 0) + Theme.spacing.s2 : Theme.spacing.s3

    signal chosen(string id)
    signal exitRequested

    Card {
        id: card

        // What the rest of the page leaves
        readonly property real room: page.height - y - (page.wide ? Theme.size.noteLine + Theme.size.noteBottom + Theme.spacing.s2 : exit.height + Theme.layout.pageBottom + (page.choices.length > 0 ? heading.height + Theme.spacing.s3 + Theme.size.listRow + Theme.size.buttonSmall + 2 * Theme.spacing.blockGap : 0))
        readonly property bool tight: saying.height + page.done.length * (Theme.type.body * Theme.lineHeight.body + Theme.spacing.s2) + Theme.spacing.s4 + Theme.spacing.s2 + Theme.spacing.s5 > room
        readonly property real spare: tight ? Theme.spacing.s2 : Theme.spacing.s5

        height: column.height + 2 * spare
        padding: 0
        width: page.wide ? Theme.grid.wide : parent.width - 2 * page.margin
        x: page.margin
        y: page.head

        Column {
            id: column

            spacing: card.tight ? 0 : Theme.spacing.s2
            width: parent.width - 2 * Theme.spacing.s5
            x: Theme.spacing.s5
            y: card.spare

            Row {
                id: saying

                spacing: Theme.spacing.s4
                width: parent.width

                Rectangle {
                    id: disc

                    anchors.verticalCenter: parent.verticalCenter
                    border.color: Theme.color.warningIcon
                    border.width: Theme.highContrast ? Theme.border.standard : 0
                    color: Theme.color.warningSoft
                    height: width
                    radius: width / 2
                    width: Theme.size.faultDisc

                    Icon {
                        anchors.centerIn: parent
                        color: Theme.color.warningIcon
                        name: page.iconName
                        size: Theme.size.faultIcon
                    }
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width - disc.width - parent.spacing

                    KText {
                        Accessible.name: text
                        Accessible.role: Accessible.Heading
                        bold: true
                        font.pixelSize: Theme.type.h1
                        lineHeight: Theme.lineHeight.tile
                        text: page.title
                        width: parent.width
                    }
                    KText {
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.bodyL
                        lineHeight: Theme.lineHeight.tile
                        text: page.reason
                        width: parent.width
                    }
                }
            }
            Item {
                height: card.tight ? Theme.spacing.s1 : Theme.spacing.s4
                visible: page.done.length > 0
                width: parent.width

                Divider {
                    anchors.verticalCenter: parent.verticalCenter
                    width: parent.width
                }
            }
            Repeater {
                model: page.done

                Row {
                    id: fact

                    required property var modelData

                    spacing: Theme.spacing.s2
                    width: column.width

                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.success
                        name: "st-ok"
                        size: Theme.size.iconButton
                    }
                    Flow {
                        anchors.verticalCenter: parent.verticalCenter
                        width: parent.width - Theme.size.iconButton - parent.spacing

                        KText {
                            bold: true
                            text: fact.modelData.strong
                            width: Math.min(implicitWidth, parent.width)
                        }
                        KText {
                            text: fact.modelData.rest ?? ""
                            visible: text.length > 0
                            width: Math.min(implicitWidth, parent.width)
                        }
                    }
                }
            }
        }
    }
    KText {
        id: heading

        Accessible.name: text
        Accessible.role: Accessible.Heading
        bold: true
        font.pixelSize: Theme.type.h2
        height: Theme.size.faultHeading
        text: qsTr("您可以这样做")
        visible: page.choices.length > 0
        wrapMode: Text.NoWrap
        x: page.wide ? page.margin + Theme.grid.wide + Theme.spacing.gutter : page.margin
        y: page.wide ? Theme.layout.stepTop : card.y + card.height + Theme.spacing.s3
    }
    PagedColumn {
        id: list

        // Turned only where not even the words fit
        property bool compact: false

        height: (page.exitVisible ? exit.y - spacing : page.height - Theme.layout.pageBottom) - (page.wide || page.beside || page.code.length === 0 ? 0 : codeLine.height) - y
        model: page.choices
        spacing: page.wide ? Theme.spacing.rowGap : Theme.spacing.blockGap
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: heading.x
        y: heading.y + heading.height

        onHeightChanged: compact = false
        onModelChanged: compact = false
        onPagesChanged: compact = compact || pages > 1

        delegate: ListRow {
            readonly property int index: parent?.index ?? 0
            readonly property var modelData: parent?.modelData ?? ({})

            chevron: modelData.selected !== true
            compact: list.compact
            detail: modelData.detail ?? ""
            oneLine: page.wide || Theme.elder
            iconName: page.wide && Theme.elder ? "" : (modelData.icon ?? "")
            number: index + 1
            objectName: "choice." + modelData.id
            selected: modelData.selected === true
            text: modelData.name ?? ""
            trailingLabel: modelData.trailingLabel ?? ""
            trailingText: modelData.trailingText ?? ""
            width: parent?.width ?? 0

            onClicked: page.chosen(modelData.id)
        }
    }
    KText {
        id: codeLine

        color: Theme.color.text2
        font.pixelSize: Theme.type.caption
        height: Theme.size.noteLine
        horizontalAlignment: page.wide ? Text.AlignLeft : Text.AlignRight
        fit: true
        wrapMode: Text.NoWrap
        text: qsTr("代码 %1").arg(page.code) + "    " + Qt.formatTime(page.time, "HH:mm:ss")
        visible: page.code.length > 0
        width: page.wide ? Theme.grid.wide : page.width - page.margin - x
        x: page.beside ? heading.x + heading.implicitWidth + Theme.spacing.s3 : page.margin
        y: {
            if (page.wide)
                return page.height - height - Theme.size.noteBottom;
            return page.beside ? heading.y + (heading.height - height) / 2 : exit.y - height - Theme.spacing.s2;
        }
    }
    KButton {
        id: exit

        iconName: "act-exit"
        objectName: "fault.exit"
        text: page.exitText
        variant: KButton.Neutral
        visible: page.exitVisible
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: page.wide ? page.width - width - page.margin : page.margin
        y: page.height - height - Theme.layout.pageBottom

        onClicked: page.exitRequested()
    }
}
