import QtQuick
import Kiosk.Theme

// Layout of a page of a flow. Portrait: title, main, side, note, actions from top to bottom. Landscape: title and
// main on the left, side and actions on the right, the corner of the step bar left free.
Item {
    id: page

    property string title
    property string detail
    property bool inFlow: true
    default property alias main: mainSlot.data
    property alias side: sideSlot.data
    property bool withSide: false
    // Main takes what the side leaves (portrait)
    property bool mainFills: !withSide
    property real sideHeight: 0
    property string note
    property string noteIcon: "st-info"
    property bool noteCentered: false
    property alias cancelText: actions.cancelText
    property alias acceptText: actions.text
    property alias acceptIcon: actions.iconName
    property alias acceptAfter: actions.iconAfter
    property alias acceptVariant: actions.variant
    property alias acceptReady: actions.ready
    property alias equalActions: actions.equal
    // Something else stands in the place of everything, such as an editor
    property bool covered: false
    property bool actionsVisible: cancelText.length > 0 || acceptText.length > 0

    readonly property bool wide: Theme.landscape
    readonly property real margin: Theme.spacing.pageMargin
    readonly property real topInset: wide ? (inFlow ? Theme.layout.stepTop + Theme.layout.stepBar : 0) : (inFlow ? 0 : Theme.size.pageTop)
    readonly property real actionsTop: actionsVisible ? actions.y : height - actions.bottomMargin + Theme.spacing.blockGap
    readonly property real leftWidth: wide ? (withSide || actionsVisible && inFlow ? Theme.grid.wide : width - 2 * margin) : width - 2 * margin
    readonly property real noteRoom: note.length > 0 ? noteLine.height + Theme.spacing.s2 : 0
    readonly property real gap: wide ? Theme.spacing.rowGap : Theme.spacing.blockGap

    signal cancelled
    signal accepted

    PageTitle {
        id: heading

        detail: page.detail
        text: page.title
        visible: page.title.length > 0 && !page.covered
        width: page.leftWidth
        x: page.margin
        y: page.topInset
    }
    Item {
        id: mainSlot

        readonly property real limit: page.wide ? page.height - y - page.noteRoom - Theme.layout.pageBottom - (!page.withSide && page.actionsVisible && !page.inFlow ? actions.height + page.gap : 0) : page.actionsTop - page.gap - page.noteRoom - y

        visible: !page.covered
        height: page.wide ? limit : (page.mainFills ? limit - (page.withSide && page.sideHeight > 0 ? page.sideHeight + page.gap : 0) : childrenRect.height)
        width: page.leftWidth
        x: page.margin
        y: heading.visible ? heading.y + heading.height : page.topInset + Theme.spacing.s2
    }
    Item {
        id: sideSlot

        height: page.wide ? (page.actionsVisible ? actions.y - page.gap : page.height - Theme.layout.pageBottom) - y : page.actionsTop - page.gap - page.noteRoom - y
        visible: page.withSide && !page.covered
        width: page.wide ? page.width - x - page.margin : page.width - 2 * page.margin
        x: page.wide ? page.margin + Theme.grid.wide + Theme.spacing.gutter : page.margin
        y: page.wide ? Theme.layout.stepTop : mainSlot.y + mainSlot.height + page.gap
    }
    Row {
        id: noteLine

        height: Theme.size.noteLine
        spacing: Theme.spacing.s1
        visible: page.note.length > 0 && !page.covered
        x: page.noteCentered ? Math.round((page.width - width) / 2) : page.margin
        y: page.wide ? page.height - height - Theme.size.noteBottom : page.actionsTop - height - Theme.spacing.s2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            name: page.noteIcon
            size: Theme.size.iconSmall
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.label
            text: page.note
            width: Math.min(implicitWidth, page.leftWidth - Theme.size.iconSmall - Theme.spacing.s2)
            wrapMode: Text.NoWrap
        }
    }
    ActionRow {
        id: actions

        readonly property real bottomMargin: page.wide ? Theme.layout.pageBottom : Theme.spacing.blockGap

        visible: page.actionsVisible && !page.covered
        width: page.wide ? Theme.grid.side : page.width - 2 * page.margin
        x: page.wide ? page.width - width - page.margin : page.margin
        y: page.height - height - bottomMargin

        onAccepted: page.accepted()
        onCancelled: page.cancelled()
    }
}
