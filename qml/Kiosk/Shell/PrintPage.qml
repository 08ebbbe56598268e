import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Printing. There is no way back and nothing to press.
StepPage {
    id: page

    // 0-based number of finished pages
    property int printed: 0
    property int pages: 1
    // "sending", "printing"
    property string phase: "printing"
    // Than the one that documents usually come from
    property bool otherPrinter: false
    readonly property real share: pages > 0 ? Math.min(1, printed / pages) : 0

    actionsVisible: false
    detail: qsTr("材料从%1的出纸口出来，请不要离开").arg(otherPrinter ? qsTr("另一台打印机") : qsTr("屏幕正下方"))
    title: phase === "sending" ? qsTr("正在准备打印") : qsTr("正在打印，请稍等")
    withSide: Theme.landscape

    component Progress: Card {
        height: Theme.size.printProgress
        padding: Theme.spacing.cardPadding

        Accessible.name: label.text
        Accessible.role: Accessible.ProgressBar

        KText {
            id: label

            bold: true
            font.pixelSize: Theme.type.bodyL
            text: page.phase === "sending" ? qsTr("正在生成，共 %1 页").arg(page.pages) : qsTr("已打印 %1 页，共 %2 页").arg(page.printed).arg(page.pages)
            width: parent.width
        }
        Rectangle {
            anchors.bottom: parent.bottom
            border.color: Theme.color.controlBorder
            border.width: Theme.highContrast ? Theme.border.standard : 0
            color: Theme.color.illusPanel
            height: Theme.spacing.s3
            radius: height / 2
            width: parent.width

            Rectangle {
                color: Theme.color.primary
                height: parent.height
                radius: height / 2
                width: Math.max(height, parent.width * Math.max(page.share, Theme.ratio.progressStart))
            }
        }
    }

    Card {
        id: picture

        height: Theme.landscape ? parent.height : Math.min(Theme.size.printPicture, parent.height - bar.height - Theme.spacing.blockGap)
        padding: 0
        width: parent.width

        MachinePicture {
            anchors.centerIn: parent
            paperOut: page.phase === "printing"
            part: "paper"
            width: Math.round(Math.min(Theme.size.identifyMachine, (picture.height - Theme.spacing.s5) / Theme.ratio.machine))
        }
    }
    Progress {
        id: bar

        anchors.top: picture.bottom
        anchors.topMargin: Theme.spacing.blockGap
        visible: !Theme.landscape
        width: parent.width
    }
    side: Progress {
        width: parent?.width ?? 0
    }
}
