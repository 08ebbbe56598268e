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

    signal cancelled

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
            text: page.waited >= Theme.time.explainAfterMs ? page.message : qsTr("请稍等")
            width: parent.width
        }
        Card {
            height: Theme.size.skeleton
            width: parent.width

            Column {
                spacing: Theme.spacing.s4
                width: parent.width

                Repeater {
                    model: !Theme.landscape ? 6 : (Theme.elder ? 2 : 4)

                    Row {
                        id: line

                        required property int index

                        spacing: Theme.spacing.s7
                        width: parent?.width ?? 0

                        Rectangle {
                            color: Theme.color.tileBorder
                            height: Theme.size.skeletonLine
                            radius: Theme.radius.r8
                            width: Theme.size.skeletonName
                        }
                        Rectangle {
                            color: Theme.color.illusPanel
                            height: Theme.size.skeletonLine
                            radius: Theme.radius.r8
                            width: (parent.width - x) * (line.index % 2 === 0 ? Theme.ratio.skeletonLong : Theme.ratio.skeletonShort)
                        }
                    }
                }
            }
        }
        InfoBar {
            iconName: "st-wait"
            text: page.message
            detail: page.detail
            visible: page.waited >= Theme.time.explainAfterMs
            width: parent.width
        }
    }
    KButton {
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
