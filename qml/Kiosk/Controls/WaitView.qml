import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Something is being asked for. Nothing for a moment, then a skeleton, then what is being waited for, then a way
// to stop.
Item {
    id: page

    // What is being done, such as "正在向公安局查询"
    property string message: qsTr("正在查询")
    property string detail: qsTr("请稍等，不用做任何操作")
    property bool cancellable: true
    // Milliseconds waited; a test or a picture sets it, else it counts.
    property int waited: 0
    property bool inFlow: true
    readonly property real inset: !inFlow ? Theme.size.pageTop : (Theme.landscape ? Theme.layout.stepTop + Theme.layout.stepBar : 0)

    // What the skeleton may take above the notice and the way to stop
    readonly property real room: height - inset - heading.height - notice.implicitHeight - 3 * Theme.spacing.blockGap - (cancellable ? stop.height + Theme.spacing.s3 : 0)

    signal cancelled

    component Bar: Rectangle {
        border.color: Theme.color.divider
        border.width: Theme.highContrast ? Theme.border.standard : 0
        height: Theme.size.skeletonLine
        radius: Theme.radius.r8
    }

    Timer {
        interval: Theme.time.pollMs
        repeat: true
        running: page.visible && page.waited < Theme.time.cancelAfterMs

        onTriggered: page.waited += interval
    }
    Column {
        spacing: Theme.spacing.blockGap
        visible: page.waited >= Theme.time.skeletonAfterMs
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: page.inset

        PageTitle {
            id: heading

            text: page.waited >= Theme.time.explainAfterMs ? page.message : qsTr("请稍等")
            width: parent.width
        }
        Card {
            id: card

            height: Math.min(Theme.size.skeleton, page.room)
            visible: page.room >= 2 * Theme.spacing.cardPadding + Theme.size.skeletonLine
            width: parent.width

            Column {
                spacing: Theme.spacing.s4
                width: parent.width

                Repeater {
                    model: Math.max(0, Math.floor((card.height - 2 * Theme.spacing.cardPadding + Theme.spacing.s4) / (Theme.size.skeletonLine + Theme.spacing.s4)))

                    Row {
                        id: line

                        required property int index

                        spacing: Theme.spacing.s7
                        width: parent?.width ?? 0

                        Bar {
                            color: Theme.highContrast ? Theme.color.card : Theme.color.tileBorder
                            width: Theme.size.skeletonName
                        }
                        Bar {
                            color: Theme.color.illusPanel
                            width: (parent.width - x) * (line.index % 2 === 0 ? Theme.ratio.skeletonLong : Theme.ratio.skeletonShort)
                        }
                    }
                }
            }
        }
        InfoBar {
            id: notice

            iconName: "st-wait"
            text: page.message
            detail: page.detail
            visible: page.waited >= Theme.time.explainAfterMs
            width: parent.width
        }
    }
    KButton {
        id: stop

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        anchors.horizontalCenter: parent.horizontalCenter
        objectName: "wait.cancel"
        text: qsTr("取消办理")
        variant: KButton.Neutral
        visible: page.cancellable && page.waited >= Theme.time.cancelAfterMs
        width: Theme.landscape ? Theme.grid.side : parent.width - 2 * Theme.spacing.pageMargin

        onClicked: page.cancelled()
    }
}
