import QtQuick
import Kiosk.Theme

// The one question of a page, and a line under it.
Item {
    id: title

    property string text
    property string detail
    readonly property bool withDetail: detail.length > 0

    implicitHeight: words.implicitHeight + words.y + Theme.size.titleBottom

    Column {
        id: words

        width: parent.width
        y: title.withDetail ? Theme.size.titleTopDetail : Theme.size.titleTop

        KText {
            Accessible.name: text
            Accessible.role: Accessible.Heading
            bold: true
            fit: true
            font.pixelSize: Theme.type.h1
            lineHeight: Theme.lineHeight.tile
            maximumLineCount: 2
            text: title.text
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.bodyL
            text: title.detail
            visible: title.withDetail
            width: parent.width
        }
    }
}
