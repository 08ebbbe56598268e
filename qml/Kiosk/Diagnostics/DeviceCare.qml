import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Who a device is, what it did, and what is to be done for it and by when.
Item {
    id: care

    // As kiosk::shell::DeviceBook has it; empty before it is there
    required property var book
    // [{name, value}], what the device tells of itself
    required property var identity
    readonly property var counters: book.counters ?? []
    readonly property var tasks: book.maintenance ?? []
    // The task that was pressed once: a second press writes it down
    property string asked

    signal maintained(string task)

    onVisibleChanged: asked = ""

    InfoBar {
        id: refusal

        objectName: "care.refusal"
        text: care.book.refusal ?? ""
        tone: InfoBar.Warning
        visible: text.length > 0
        width: parent.width
    }
    Grid {
        id: parts

        readonly property real each: (width - (columns - 1) * columnSpacing) / columns

        columnSpacing: Theme.spacing.s3
        columns: Theme.landscape ? 2 : 1
        rowSpacing: Theme.spacing.s3
        width: parent.width
        y: refusal.visible ? refusal.height + Theme.spacing.s3 : 0

        Card {
            implicitHeight: known.height + 2 * padding
            width: parts.each

            Column {
                id: known

                spacing: Theme.spacing.s2
                width: parent.width

                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.caption
                    text: "设备没有说自己的厂家、型号和序列号"
                    visible: care.identity.length === 0
                    width: parent.width
                }
                FactGrid {
                    facts: care.identity
                    width: parent.width
                }
                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.caption
                    text: "从 " + (care.book.since ?? "") + " 起计数"
                    visible: care.counters.length > 0
                    width: parent.width
                }
                FactGrid {
                    facts: care.counters
                    width: parent.width
                }
            }
        }
        Card {
            implicitHeight: list.height + 2 * padding
            width: parts.each

            Column {
                id: list

                spacing: Theme.spacing.s3
                width: parent.width

                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.label
                    text: care.book.since ? "这类设备没有要定期做的保养" : "没有这台设备的记录"
                    visible: care.tasks.length === 0
                    width: parent.width
                }
                Repeater {
                    model: care.tasks

                    CareTask {
                        required property var modelData

                        asked: care.asked === modelData.task
                        task: modelData
                        width: parent?.width ?? 0

                        onPressed: {
                            const sure = asked;
                            care.asked = sure ? "" : modelData.task;
                            if (sure)
                                care.maintained(modelData.task);
                        }
                    }
                }
            }
        }
    }
}
