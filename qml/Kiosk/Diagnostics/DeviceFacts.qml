import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// How a device is and since when, what citizens cannot do meanwhile, what to do.
Card {
    id: page

    // As kiosk::shell::Diagnostics has them
    required property var device
    required property string testText
    readonly property bool failed: device.level === "failed"
    readonly property var affected: device.affected ?? []
    readonly property string since: device.since && !isNaN(device.since.getTime()) ? Qt.formatDateTime(device.since, "MM-dd HH:mm:ss") : ""

    implicitHeight: all.height + 2 * padding

    Column {
        id: all

        spacing: Theme.spacing.s3
        width: parent.width

        Grid {
            id: facts

            readonly property real each: (width - (columns - 1) * columnSpacing) / columns

            columnSpacing: Theme.spacing.s3
            columns: Theme.landscape ? 2 : 1
            rowSpacing: Theme.spacing.s3
            width: parent.width

            FactRow {
                name: "要做什么"
                value: page.device.todo ?? ""
                width: facts.each
            }
            FactRow {
                name: page.failed ? "市民现在不能办" : "要用它的事项"
                value: page.affected.length > 0 ? page.affected.join("、") : page.device.otherServes ? "没有，由另一台来办" : "没有事项要用它"
                width: facts.each
            }
            FactRow {
                name: "设备自己的说法"
                value: page.device.detail ?? ""
                width: facts.each
            }
            FactRow {
                name: "自检"
                objectName: "device.testText"
                value: page.testText
                width: facts.each
            }
        }
        Grid {
            readonly property real each: (width - (columns - 1) * columnSpacing) / columns

            columnSpacing: Theme.spacing.s3
            columns: Theme.landscape ? 4 : 2
            rowSpacing: Theme.spacing.s2
            width: parent.width

            FactRow {
                name: "从什么时候起"
                value: page.since
                width: parent.each
            }
            FactRow {
                name: "故障代码"
                value: page.device.code ?? ""
                width: parent.each
            }
            FactRow {
                name: "驱动"
                value: page.device.driver ?? ""
                width: parent.each
            }
            FactRow {
                name: "进程重启次数"
                value: (page.device.restarts ?? 0).toString()
                width: parent.each
            }
        }
    }
}
