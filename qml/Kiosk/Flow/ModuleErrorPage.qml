import QtQuick
import Kiosk.Controls

// A step failed inside a module: what, why, what is already sure, what can be done.
StepPage {
    id: page

    required property string heading
    required property string reason
    // Sentences that are true: not printed, not charged
    property list<string> facts: [qsTr("没有打印，也没有扣费")]
    property bool retryable: false
    property string code

    signal retryRequested

    acceptIcon: retryable ? "act-refresh" : ""
    acceptText: retryable ? qsTr("再试一次") : ""
    cancelText: qsTr("不办了")
    detail: reason
    note: code.length > 0 ? qsTr("代码 %1").arg(code) : ""
    title: heading
    withSide: false

    onAccepted: retryRequested()

    Column {
        spacing: page.gap
        width: parent.width

        Column {
            id: sure

            spacing: page.gap
            visible: page.facts.length > 0
            width: parent.width

            Repeater {
                model: page.facts

                InfoBar {
                    required property string modelData

                    text: modelData
                    tone: InfoBar.Success
                    width: parent?.width ?? 0
                }
            }
        }
        InfoBar {
            visible: sure.height + page.gap + height <= parent.parent.height // the bar below has the same
            text: qsTr("也可以按下面的“呼叫帮办”，工作人员会来帮您")
            width: parent.width
        }
    }
}
