import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The document large, page by page.
StepPage {
    id: page

    // Images of the pages
    property var images: []
    property string documentName
    property int pages: Math.max(1, images.length)
    property int shown: 0
    property bool concealed: false

    acceptText: qsTr("看好了，返回")
    acceptVariant: KButton.Secondary
    title: qsTr("打印预览")
    withSide: false

    Card {
        height: parent.height - (pager.visible ? pager.height + page.gap : 0)
        padding: Theme.spacing.s2
        width: parent.width

        Flickable {
            id: view

            // Landscape: the sheet is wider than high enough, so it is moved with the finger or the two buttons.
            anchors.fill: parent
            clip: true
            contentHeight: sheet.height
            contentWidth: width

            DocumentPaper {
                id: sheet

                anchors.horizontalCenter: parent.horizontalCenter
                footer: qsTr("第%1页 共%2页").arg(page.shown + 1).arg(page.pages)
                height: Math.round(width * Theme.ratio.paperRatio)
                opacity: page.concealed ? 0 : 1
                source: page.images[page.shown] ?? ""
                title: page.documentName
                width: Math.min(view.width - Theme.spacing.s2, Theme.landscape ? Theme.grid.side + Theme.grid.right : view.height / Theme.ratio.paperRatio)
            }
        }
        Grid {
            anchors.right: parent.right
            anchors.verticalCenter: parent.verticalCenter
            columns: 2 * Theme.size.buttonSmall + spacing <= parent.height ? 1 : 2
            spacing: Theme.spacing.s3
            visible: view.contentHeight > view.height + 1

            KButton {
                enabled: view.contentY > 0
                iconName: "act-up"
                objectName: "preview.up"
                repeatGuard: 0
                size: KButton.Small
                text: qsTr("上移")
                textSize: Theme.type.body

                onClicked: view.contentY = Math.max(0, view.contentY - view.height * Theme.ratio.previewStep)
            }
            KButton {
                enabled: view.contentY < view.contentHeight - view.height - 1
                iconName: "act-down"
                objectName: "preview.down"
                repeatGuard: 0
                size: KButton.Small
                text: qsTr("下移")
                textSize: Theme.type.body

                onClicked: view.contentY = Math.min(view.contentHeight - view.height, view.contentY + view.height * Theme.ratio.previewStep)
            }
        }
    }
    Pager {
        id: pager

        anchors.bottom: parent.bottom
        page: page.shown
        pages: page.pages
        width: parent.width

        onTurned: number => page.shown = number
    }
}
