import QtQuick
import Kiosk.Controls
import Kiosk.Service
import Kiosk.Theme

ServicePage {
    id: page

    property string number
    property var findings: []

    function note(finding: string): void {
        findings = findings.concat([finding]);
    }
    // What the head of a file cannot tell: an import at run time.
    function importAtRunTime(name: string): string {
        try {
            Qt.createQmlObject("import QtQml; import " + name + "; QtObject {}", page).destroy();
            return "成功";
        } catch (error) {
            return "被拒绝";
        }
    }

    acceptReady: number.length > 0
    acceptText: qsTr("选好了，下一步")
    detail: qsTr("用途：%1").arg(step.data.purpose)
    title: qsTr("和户口簿对照")

    Component.onCompleted: {
        query.start();
        detect.start();
        foreign.start();
        note("flow " + Object.keys(step.data).join(" "));
        note("QtQuick.Window " + importAtRunTime("QtQuick.Window"));
        note("QtQuick.Controls " + importAtRunTime("QtQuick.Controls"));
        note("QtQuick.Layouts " + importAtRunTime("QtQuick.Layouts"));
    }
    onAccepted: step.finish({
            "number": page.number,
            "choice": yes.checked ? qsTr("一致") : qsTr("不一致")
        })

    PlatformCall {
        id: query

        operation: "huji/household.query"
        step: page.step

        onFailed: failure => page.step.fail(failure)
        onSucceeded: result => page.number = result.number
    }
    PlatformCall {
        id: foreign

        operation: "huji/idcard.query"
        step: page.step

        onFailed: failure => page.note("huji/idcard.query " + failure.code)
        onSucceeded: page.note("huji/idcard.query came")
    }
    DeviceCall {
        id: detect

        deviceClass: "id-card-reader"
        operation: "detect"
        step: page.step

        onFailed: failure => page.note("detect " + failure.code)
        onSucceeded: result => {
            page.note("detect " + result.media);
            read.start();
        }
    }
    DeviceCall {
        id: read

        deviceClass: "id-card-reader"
        operation: "read"
        step: page.step

        onFailed: failure => page.note("read " + failure.code)
        onSucceeded: page.note("read came")
    }
    Column {
        spacing: Theme.spacing.rowGap
        width: parent.width

        InfoBar {
            text: page.number.length > 0 ? qsTr("户号 %1").arg(page.step.concealed ? "••••••" : page.number) : qsTr("正在查询")
            width: parent.width
        }
        Row {
            spacing: Theme.spacing.rowGap

            ChoiceChip {
                id: yes

                text: qsTr("一致")

                onClicked: checked = true
            }
        }
        Repeater {
            model: page.findings

            KText {
                required property string modelData

                text: modelData
            }
        }
    }
}
