import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How the last change of a device's settings goes or went, and the way back from it.
Card {
    id: last

    // As kiosk::shell::SettingsDesk has it
    required property var change
    required property bool changeable
    readonly property bool waiting: change.state === "waiting"
    readonly property string words: {
        switch (change.state) {
        case "waiting":
            return "已应用，等设备回来，还有 " + change.seconds + " 秒；到时没有回来就自动改回";
        case "kept":
            return "已生效，设备回来了";
        case "restored":
            return "设备没有回来，已自动改回：" + change.reason;
        case "undone":
            return "已撤销，用的是改之前的设置";
        default:
            return "";
        }
    }

    signal undone

    implicitHeight: Math.max(said.height, undo.visible ? undo.height : 0) + 2 * padding
    visible: words.length > 0

    Column {
        id: said

        anchors.left: parent.left
        anchors.right: undo.visible ? undo.left : parent.right
        anchors.rightMargin: undo.visible ? Theme.spacing.s3 : 0
        spacing: Theme.spacing.s1

        KText {
            bold: true
            font.pixelSize: Theme.type.label
            objectName: "settings.state"
            text: last.words
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: last.change.differences.map(one => one.title + "：" + one.before + " → " + one.after).join("；") + "。工号 " + last.change.by
            width: parent.width
        }
    }
    KButton {
        id: undo

        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        objectName: "settings.undo"
        size: KButton.Small
        text: "撤销"
        textSize: Theme.type.label
        variant: KButton.Neutral
        visible: last.changeable && (last.waiting || last.change.state === "kept")

        onClicked: last.undone()
    }
}
