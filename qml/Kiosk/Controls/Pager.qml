import QtQuick
import Kiosk.Theme

// Turning pages with large buttons; lists do not scroll.
Item {
    id: pager

    property int page: 0
    property int pages: 1

    // Beside the words between them
    readonly property real button: Math.min(Theme.size.pagerButton, Math.floor((width - shortest.advanceWidth - 4 * Theme.spacing.s2) / 2))

    signal turned(int page)

    implicitHeight: visible ? Theme.size.buttonSmall : 0
    visible: pages > 1

    TextMetrics {
        id: shortest

        font: place.font
        text: pager.pages + " / " + pager.pages
    }
    KButton {
        enabled: pager.page > 0
        height: parent.height
        iconName: "act-prev"
        objectName: "pager.previous"
        size: KButton.Small
        text: qsTr("上一页")
        textSize: Theme.type.body
        width: pager.button

        onClicked: pager.turned(pager.page - 1)
    }
    TextMetrics {
        id: least

        font.family: Theme.family
        font.pixelSize: Theme.size.textMin
        text: place.whole
    }
    KText {
        id: place

        readonly property string whole: qsTr("第 %1 页，共 %2 页").arg(pager.page + 1).arg(pager.pages)

        anchors.centerIn: parent
        color: Theme.color.text2
        fit: true
        font.pixelSize: Theme.type.label
        height: parent.height
        horizontalAlignment: Text.AlignHCenter
        text: least.advanceWidth <= Theme.ratio.twoLines * width ? whole : (pager.page + 1) + " / " + pager.pages // two lines of it
        width: parent.width - 2 * pager.button - 2 * Theme.spacing.s2
    }
    KButton {
        anchors.right: parent.right
        enabled: pager.page < pager.pages - 1
        height: parent.height
        iconAfter: true
        iconName: "act-next"
        objectName: "pager.next"
        size: KButton.Small
        text: qsTr("下一页")
        textSize: Theme.type.body
        width: pager.button

        onClicked: pager.turned(pager.page + 1)
    }
}
