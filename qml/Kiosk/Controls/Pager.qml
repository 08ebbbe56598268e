import QtQuick
import Kiosk.Theme

// Turning pages with large buttons; lists do not scroll.
Item {
    id: pager

    property int page: 0
    property int pages: 1

    signal turned(int page)

    implicitHeight: visible ? Theme.size.buttonSmall : 0
    visible: pages > 1

    KButton {
        enabled: pager.page > 0
        height: parent.height
        iconName: "act-prev"
        objectName: "pager.previous"
        size: KButton.Small
        text: qsTr("上一页")
        textSize: Theme.type.body
        width: Theme.size.pagerButton

        onClicked: pager.turned(pager.page - 1)
    }
    KText {
        anchors.centerIn: parent
        color: Theme.color.text2
        fit: true
        font.pixelSize: Theme.type.label
        height: parent.height
        horizontalAlignment: Text.AlignHCenter
        text: qsTr("第 %1 页，共 %2 页").arg(pager.page + 1).arg(pager.pages)
        width: parent.width - 2 * Theme.size.pagerButton - 2 * Theme.spacing.s2
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
        width: Theme.size.pagerButton

        onClicked: pager.turned(pager.page + 1)
    }
}
