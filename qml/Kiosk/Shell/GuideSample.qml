import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What comes out, small.
Card {
    id: sampleCard

    required property string title
    property url sample

    signal zoomRequested

    padding: 0

    DocumentPaper {
        id: paper

        anchors.horizontalCenter: parent.horizontalCenter
        footer: qsTr("第1页 共1页")
        height: Math.round(width * Theme.ratio.paperRatio)
        source: sampleCard.sample
        title: sampleCard.title
        width: Math.round(Math.min(Theme.size.guidePaper, (sampleCard.height - zoom.height - Theme.spacing.s5) / Theme.ratio.paperRatio))
        y: Theme.spacing.s3
    }
    OneLine {
        anchors.left: parent.left
        anchors.leftMargin: Theme.spacing.cardPadding
        anchors.verticalCenter: zoom.verticalCenter
        bold: true
        text: qsTr("结果样本")
        width: zoom.x - x
        visible: !Theme.landscape && leastWidth <= width
        wrapMode: Text.NoWrap
    }
    KButton {
        id: zoom

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.zoomBottom
        anchors.right: parent.right
        anchors.rightMargin: Theme.landscape ? Math.round((parent.width - width) / 2) : Theme.spacing.s1
        iconName: "act-zoom"
        iconSize: Theme.size.iconInline
        objectName: "guide.zoom"
        size: KButton.Slim
        text: qsTr("放大看")
        variant: KButton.Plain

        onClicked: sampleCard.zoomRequested()
    }
}
