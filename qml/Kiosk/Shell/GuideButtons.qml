import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The way on, or where to go instead; the guide on paper and on the telephone.
Item {
    id: buttons

    required property bool possible
    required property bool withPrint
    required property bool withTakeaway
    readonly property bool wide: Theme.landscape
    readonly property real gap: wide ? Theme.spacing.rowGap : Theme.spacing.blockGap

    signal printRequested
    signal takeawayRequested
    signal startRequested
    signal elsewhereRequested

    height: buttons.wide ? Theme.size.buttonMain + (extras.visible ? extras.height + buttons.gap : 0) : Theme.size.buttonMain

    Row {
        id: extras

        height: buttons.wide ? Theme.size.buttonSmall : parent.height
        spacing: Theme.spacing.gutter
        visible: buttons.withPrint || buttons.withTakeaway

        KButton {
            height: parent.height
            iconName: "dev-printer"
            iconSize: Theme.size.iconInline
            objectName: "guide.print"
            padding: Theme.spacing.s2
            text: qsTr("打印指南")
            textSize: Theme.type.body
            visible: buttons.withPrint
            width: buttons.wide ? (buttons.width - Theme.spacing.gutter) / 2 : Theme.grid.span3

            onClicked: buttons.printRequested()
        }
        KButton {
            height: parent.height
            iconName: "act-takeaway"
            iconSize: Theme.size.iconInline
            objectName: "guide.takeaway"
            padding: Theme.spacing.s2
            text: qsTr("扫码带走")
            textSize: Theme.type.body
            visible: buttons.withTakeaway
            width: buttons.wide ? (buttons.width - Theme.spacing.gutter) / 2 : Theme.grid.span3

            onClicked: buttons.takeawayRequested()
        }
    }
    KButton {
        anchors.bottom: parent.bottom
        anchors.right: parent.right
        height: Theme.size.buttonMain
        iconAfter: buttons.possible
        iconName: buttons.possible ? "act-right" : "act-pin"
        objectName: buttons.possible ? "guide.start" : "guide.elsewhere"
        text: buttons.possible ? qsTr("开始办理") : qsTr("看看去哪里办")
        variant: buttons.possible ? KButton.Primary : KButton.Secondary
        width: buttons.wide ? parent.width : parent.width - (extras.visible ? extras.width + Theme.spacing.gutter : 0)

        onClicked: {
            if (buttons.possible)
                buttons.startRequested();
            else
                buttons.elsewhereRequested();
        }
    }
}
