import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The settings of a device: a form, one of them changed, what would be changed.
Item {
    id: page

    // kiosk::shell::SettingsDesk
    required property var settings
    // list, entry, review
    property string step: "list"
    // The setting that is changed now
    property var field: null
    property int part: 0
    readonly property var fields: settings.fields
    readonly property int edits: settings.differences.length
    readonly property real rowHeight: Theme.size.buttonSmall + Theme.spacing.s2
    // The pager's place is kept free, whether there is more than one part or not
    readonly property real room: height - bottom.height - Theme.size.buttonSmall - 2 * Theme.spacing.s3 - list.y - 2 * list.padding
    readonly property int perPart: Math.max(1, Math.floor((room + Theme.spacing.s2) / rowHeight))
    readonly property int parts: Math.max(1, Math.ceil(fields.length / perPart))

    onPartsChanged: part = Math.min(part, parts - 1)
    onVisibleChanged: step = "list"

    Column {
        id: head

        spacing: Theme.spacing.s3
        visible: page.step === "list"
        width: parent.width

        InfoBar {
            objectName: "settings.refusal"
            text: page.settings.refusal
            tone: InfoBar.Warning
            visible: text.length > 0
            width: parent.width
        }
        InfoBar {
            text: "只有主管能改设置，您可以查看"
            tone: InfoBar.Info
            visible: !page.settings.mayChange
            width: parent.width
        }
        LastChange {
            change: page.settings.change
            changeable: page.settings.mayChange && !page.settings.busy
            width: parent.width

            onUndone: page.settings.undo()
        }
    }
    Card {
        id: list

        implicitHeight: rows.height + 2 * padding
        visible: page.step === "list"
        width: parent.width
        y: head.height > 0 ? head.height + Theme.spacing.s3 : 0

        Column {
            id: rows

            spacing: Theme.spacing.s2
            width: parent.width

            KText {
                color: Theme.color.text2
                font.pixelSize: Theme.type.label
                text: "没有这台设备的设置：它在 devices.yaml 里有错，或设备服务未运行"
                visible: page.fields.length === 0
                width: parent.width
            }
            Repeater {
                model: page.fields.slice(page.part * page.perPart, (page.part + 1) * page.perPart)

                SettingRow {
                    required property var modelData

                    changeable: page.settings.mayChange && !page.settings.busy && page.settings.change.state !== "waiting"
                    field: modelData
                    width: parent?.width ?? 0

                    onAsked: {
                        page.field = modelData;
                        page.step = "entry";
                    }
                }
            }
        }
    }
    Pager {
        id: pager

        anchors.bottom: bottom.top
        anchors.bottomMargin: Theme.spacing.s3
        page: page.part
        pages: page.parts
        visible: page.step === "list" && pages > 1
        width: parent.width

        onTurned: part => page.part = part
    }
    Item {
        id: bottom

        anchors.bottom: parent.bottom
        height: page.settings.mayChange ? Theme.size.buttonMain : 0
        visible: page.step === "list" && page.settings.mayChange
        width: parent.width

        Row {
            readonly property real each: (width - spacing) / 2

            spacing: Theme.spacing.cancelToNext
            width: parent.width

            KButton {
                enabled: page.edits > 0
                objectName: "settings.discard"
                text: "放弃改动"
                variant: KButton.Neutral
                width: parent.each

                onClicked: page.settings.discard()
            }
            KButton {
                enabled: page.edits > 0
                objectName: "settings.review"
                text: page.edits > 0 ? "查看 " + page.edits + " 项改动" : "查看改动"
                variant: KButton.Primary
                width: parent.each

                onClicked: page.step = "review"
            }
        }
    }
    Loader {
        active: page.step === "entry"
        anchors.fill: parent

        sourceComponent: SettingEntry {
            id: entry

            complaint: page.settings.complaint(page.field.name, entry.typed)
            field: page.field

            onCanceled: page.step = "list"
            onTaken: value => {
                page.settings.set(page.field.name, value);
                page.step = "list";
            }
        }
    }
    Loader {
        active: page.step === "review"
        anchors.fill: parent

        sourceComponent: SettingsReview {
            busy: page.settings.busy
            differences: page.settings.differences

            onApplied: {
                page.settings.apply();
                page.step = "list";
            }
            onLeaveRequested: page.step = "list"
        }
    }
}
