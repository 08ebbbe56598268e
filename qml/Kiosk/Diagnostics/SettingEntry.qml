import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Keyboard

// A new value for one setting: chosen, or typed on the pad or the keyboard.
Item {
    id: entry

    // As kiosk::shell::SettingsForm has it
    required property var field
    // Why what was typed cannot be the value
    required property string complaint
    readonly property bool typing: field.kind === "number" || field.kind === "text"
    property string typed: field.kind === "text" ? field.value : ""

    signal taken(string value)
    signal canceled

    Grid {
        id: parts

        readonly property real each: Theme.landscape ? (width - columnSpacing) / 2 : width

        columnSpacing: Theme.spacing.s3
        columns: Theme.landscape ? 2 : 1
        rowSpacing: Theme.spacing.s3
        width: parent.width

        Column {
            spacing: Theme.spacing.s3
            width: parts.each

            KText {
                bold: true
                font.pixelSize: Theme.type.h2
                text: entry.field.title
                width: parent.width
            }
            KText {
                font.pixelSize: Theme.type.label
                text: "现在：" + entry.field.text + (entry.field.limits ? "；可以是 " + entry.field.limits : "")
                width: parent.width
            }
            SignInField {
                accessibleName: "新的值，" + entry.typed
                current: true
                label: "新的值" + (entry.field.unit ? "（" + entry.field.unit + "）" : "")
                objectName: "setting.value"
                value: entry.typed
                visible: entry.typing
                width: parent.width
            }
            InfoBar {
                objectName: "setting.complaint"
                text: entry.complaint
                tone: InfoBar.Warning
                visible: entry.typing && entry.typed.length > 0 && text.length > 0
                width: parent.width
            }
        }
        Column {
            spacing: Theme.spacing.s3
            width: parts.each

            NumberPad {
                visible: entry.field.kind === "number"
                width: parent.width

                onBackspace: entry.typed = entry.typed.slice(0, -1)
                onDigit: key => {
                    if (entry.typed.length < 9)
                        entry.typed += key;
                }
            }
            Repeater {
                model: entry.typing ? [] : entry.field.options

                KButton {
                    required property var modelData

                    iconName: modelData.value === entry.field.value ? "act-check" : ""
                    objectName: "setting.option." + modelData.value
                    text: modelData.word
                    variant: KButton.Neutral
                    width: parent?.width ?? 0

                    onClicked: entry.taken(modelData.value)
                }
            }
            Row {
                spacing: Theme.spacing.cancelToNext
                width: parent.width

                KButton {
                    objectName: "setting.cancel"
                    text: "不改"
                    variant: KButton.Neutral
                    width: entry.typing ? (parent.width - parent.spacing) / 2 : parent.width

                    onClicked: entry.canceled()
                }
                KButton {
                    enabled: entry.complaint.length === 0
                    objectName: "setting.accept"
                    text: "确定"
                    variant: KButton.Primary
                    visible: entry.typing
                    width: (parent.width - parent.spacing) / 2

                    onClicked: entry.taken(entry.typed)
                }
            }
        }
    }
    Loader {
        active: entry.field.kind === "text"
        anchors.bottom: parent.bottom
        width: parent.width

        sourceComponent: Keyboard {
            hints: Qt.ImhLatinOnly

            onClosed: {
                if (entry.complaint.length === 0)
                    entry.taken(entry.typed);
            }
            onErased: entry.typed = entry.typed.slice(0, -1)
            onTyped: text => entry.typed = (entry.typed + text).slice(0, 200)
        }
    }
}
