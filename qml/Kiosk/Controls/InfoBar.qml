import QtQuick
import Kiosk.Theme

// One sentence about the state of things, with its icon, and room for something at the right.
Rectangle {
    id: bar

    enum Tone {
        Info,
        Success,
        Warning,
        Danger
    }

    property int tone: InfoBar.Info
    property string iconName: {
        switch (tone) {
        case InfoBar.Success:
            return "st-ok";
        case InfoBar.Warning:
            return "st-warn";
        case InfoBar.Danger:
            return "st-error";
        default:
            return "st-info";
        }
    }
    property string text
    property string detail
    // Bold parts of a sentence that the page itself composed from numbers.
    property bool styled: false
    property Component trailing: null
    // What stands at the right goes below where it would leave the words no room.
    readonly property bool stacked: end.active && end.x - words.x - Theme.spacing.s2 < Theme.size.infoWordsMin
    readonly property color ink: {
        switch (tone) {
        case InfoBar.Success:
            return Theme.color.success;
        case InfoBar.Warning:
            return Theme.color.warning;
        case InfoBar.Danger:
            return Theme.color.danger;
        default:
            return Theme.color.primary;
        }
    }

    Accessible.name: detail ? text + "。" + detail : text
    Accessible.role: Accessible.AlertMessage
    border.color: ink
    border.width: Theme.highContrast ? Theme.border.highContrast : 0
    color: {
        switch (tone) {
        case InfoBar.Success:
            return Theme.color.successSoft;
        case InfoBar.Warning:
            return Theme.color.warningSoft;
        case InfoBar.Danger:
            return Theme.color.dangerSoft;
        default:
            return Theme.color.primarySoft;
        }
    }
    implicitHeight: Math.max(Theme.size.infoBar, words.implicitHeight + (stacked ? end.height + Theme.spacing.s2 : 0) + 2 * Theme.spacing.s2)
    radius: Theme.radius.tile

    Icon {
        id: icon

        anchors.verticalCenter: parent.verticalCenter
        color: bar.tone === InfoBar.Warning ? Theme.color.warningIcon : bar.ink
        name: bar.iconName
        size: Theme.size.iconButton
        x: Theme.spacing.cardPadding
    }
    Column {
        id: words

        anchors.left: icon.right
        anchors.leftMargin: Theme.size.infoGap
        anchors.right: bar.stacked || !end.active ? parent.right : end.left
        anchors.rightMargin: bar.stacked ? Theme.spacing.cardPadding : Theme.spacing.s2
        y: Math.round((parent.height - height - (bar.stacked ? end.height + Theme.spacing.s2 : 0)) / 2)

        KText {
            bold: true
            color: bar.ink
            text: bar.text
            textFormat: bar.styled ? Text.StyledText : Text.PlainText
            width: parent.width
        }
        KText {
            color: Theme.color.text
            font.pixelSize: Theme.type.label
            text: bar.detail
            visible: bar.detail.length > 0
            width: parent.width
        }
    }
    Loader {
        id: end

        active: bar.trailing !== null
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.cardPadding
        sourceComponent: bar.trailing
        y: bar.stacked ? words.y + words.height + Theme.spacing.s2 : Math.round((parent.height - height) / 2)
    }
}
