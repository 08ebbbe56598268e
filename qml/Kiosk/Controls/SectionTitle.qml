import QtQuick
import Kiosk.Theme

// Title of a block on the home page, with its bar.
Item {
    id: title

    property string text

    Accessible.name: text
    Accessible.role: Accessible.Heading
    implicitHeight: Theme.size.sectionTitle

    Rectangle {
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        height: Theme.size.sectionMark
        radius: Theme.radius.r4
        width: Theme.spacing.s1
    }
    KText {
        bold: true
        fit: true
        font.pixelSize: Theme.type.bodyL
        height: parent.height
        text: title.text
        width: parent.width - x
        wrapMode: Text.NoWrap
        x: Theme.spacing.s3
    }
}
