import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A task of a device's maintenance: by when, when it was done last, and the button that says it is done.
Item {
    id: line

    // As kiosk::shell::DeviceBook has it
    required property var task
    required property bool asked
    readonly property string byCount: {
        if (task.left === undefined)
            return "";
        return task.left > 0 ? "，或" + task.counter + "再增加 " + task.left : "，" + task.counter + "已超出 " + (-task.left);
    }

    signal pressed

    implicitHeight: Math.max(words.height, done.height)

    Column {
        id: words

        anchors.left: parent.left
        anchors.right: done.left
        anchors.rightMargin: Theme.spacing.s3
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing.s1

        Row {
            spacing: Theme.spacing.s2

            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                font.pixelSize: Theme.type.body
                text: line.task.name
                wrapMode: Text.NoWrap
            }
            StatusChip {
                anchors.verticalCenter: parent.verticalCenter
                iconName: "st-warn"
                text: "已到期"
                tone: StatusChip.Warning
                visible: line.task.overdue
            }
        }
        KText {
            font.pixelSize: Theme.type.label
            text: "到期 " + line.task.due + line.byCount
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: line.task.done ? "上次 " + line.task.done + "，工号 " + line.task.by : "还没有记过"
            width: parent.width
        }
    }
    KButton {
        id: done

        accessibleName: text + " " + line.task.name
        anchors.right: parent.right
        anchors.verticalCenter: parent.verticalCenter
        objectName: "care." + line.task.task
        size: KButton.Small
        text: line.asked ? "确认做完了" : "已保养"
        textSize: Theme.type.label
        variant: line.asked ? KButton.Primary : KButton.Neutral

        onClicked: line.pressed()
    }
}
