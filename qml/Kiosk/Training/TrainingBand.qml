import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Across the screen, below every page of a terminal in training: that nothing is real, what the trainee needs on the page
// above, and the drawer. It cannot be closed.
Rectangle {
    id: band

    // kiosk::shell::TrainingDesk
    required property var training
    // The page above asks a technician who they are
    property bool signingIn: false
    readonly property var person: training.person
    readonly property var goals: training.state.goals ?? []
    readonly property string note: signingIn && person.number ? "工号 " + person.number + "  密码 " + person.pin + "\n动态码 " + person.code : (training.state.told ?? "")

    signal opened

    Accessible.name: note.length > 0 ? words.text + "。" + note : words.text
    Accessible.role: Accessible.AlertMessage
    color: Theme.color.warningSoft
    implicitHeight: drawer.height + 2 * Theme.spacing.s1 + edge.height

    // What lies below is not reached through it.
    MouseArea {
        anchors.fill: parent
    }
    Rectangle {
        id: edge

        color: Theme.color.warningIcon
        height: Theme.border.selected
        width: parent.width
    }
    Icon {
        id: icon

        anchors.verticalCenter: drawer.verticalCenter
        color: Theme.color.warningIcon
        name: "st-warn"
        size: Theme.size.iconInline
        x: Theme.spacing.pageMargin
    }
    KText {
        id: words

        readonly property real most: drawer.x - x - Theme.spacing.s2 - (band.note.length > 0 ? noteText.implicitWidth + Theme.spacing.s3 : 0)

        anchors.left: icon.right
        anchors.leftMargin: Theme.spacing.s2
        bold: true
        color: Theme.color.warning
        fit: true
        height: drawer.height
        lineHeight: Theme.lineHeight.tight
        text: qsTr("培训模式 · 不办理真实业务")
        width: most
        y: drawer.y
    }
    KText {
        id: noteText

        anchors.bottom: parent.bottom
        anchors.right: drawer.left
        anchors.rightMargin: Theme.spacing.s3
        anchors.top: edge.bottom
        bold: true
        color: Theme.color.text
        font.pixelSize: Theme.type.caption
        lineHeight: Theme.lineHeight.tight
        objectName: "training.note"
        text: band.note
        visible: band.note.length > 0
        wrapMode: Text.NoWrap
    }
    KButton {
        id: drawer

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        objectName: "training.open"
        size: KButton.Slim
        text: band.training.open ? qsTr("收起") : qsTr("培训") + (band.goals.length > 0 ? " " + band.goals.filter(goal => goal.reached).length + "/" + band.goals.length : "")
        variant: KButton.Warning
        visible: band.training.there
        y: edge.height + Theme.spacing.s1

        onClicked: band.opened()
    }
}
