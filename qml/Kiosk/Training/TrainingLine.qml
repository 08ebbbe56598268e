import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// One thing that the drawer says of an exercise.
Item {
    id: line

    // story, goal, reached, hint, told, debrief, refusal
    required property string kind
    required property string text
    readonly property color ink: {
        switch (kind) {
        case "reached":
        case "debrief":
            return Theme.color.success;
        case "refusal":
            return Theme.color.danger;
        case "hint":
            return Theme.color.warning;
        case "told":
            return Theme.color.primary;
        default:
            return Theme.color.text;
        }
    }
    readonly property string iconName: {
        switch (kind) {
        case "reached":
        case "debrief":
            return "st-ok";
        case "refusal":
            return "st-warn";
        case "story":
            return "act-notice";
        case "told":
            return "act-phone";
        case "goal":
            return "st-wait";
        default:
            return "st-info";
        }
    }

    implicitHeight: Math.max(icon.height, words.implicitHeight)

    Icon {
        id: icon

        color: line.kind === "goal" || line.kind === "story" ? Theme.color.text2 : line.ink
        name: line.iconName
        size: Theme.size.iconInline
        y: Math.round((words.implicitHeight / words.lineCount - height) / 2)
    }
    KText {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.spacing.s2
        anchors.right: parent.right
        bold: line.kind === "told" || line.kind === "reached"
        color: line.ink
        lineHeight: Theme.lineHeight.tile
        text: line.text
    }
}
