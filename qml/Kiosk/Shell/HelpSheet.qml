import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Who can help, now.
Sheet {
    id: sheet

    property string hotline: "12345"
    // The terminal has a light that calls staff
    property bool callable: true
    // "", "calling", "called"
    property string phase
    property bool withExpert: false

    readonly property real row: Math.max(Theme.size.listRow, Theme.type.bodyL * Theme.lineHeight.title + Theme.type.label * Theme.lineHeight.body + 2 * Theme.spacing.s2)
    readonly property int rows: withExpert ? 3 : 2
    readonly property bool compact: told.height + rows * (row + column.spacing) + Theme.spacing.s3 > room

    signal staffCalled
    signal callEnded
    signal expertCalled

    contentHeight: column.height + Theme.spacing.s3
    title: qsTr("呼叫帮办")

    Column {
        id: column

        spacing: Theme.spacing.rowGap
        width: parent.width

        InfoBar {
            id: told

            text: sheet.phase === "called" ? qsTr("已通知工作人员，请在原地稍等") : qsTr("求助时，屏幕上的个人信息会先遮住")
            iconName: sheet.phase === "called" ? "st-ok" : "st-lock"
            tone: sheet.phase === "called" ? InfoBar.Success : InfoBar.Info
            width: parent.width
        }
        ListRow {
            Accessible.role: sheet.callable ? Accessible.Button : Accessible.StaticText
            chevron: sheet.callable
            compact: sheet.compact
            detail: sheet.phase ? qsTr("关掉呼叫灯") : sheet.callable ? qsTr("亮起呼叫灯，工作人员走过来帮您") : qsTr("在大堂或柜台叫一声，工作人员会走过来帮您")
            enabled: sheet.callable
            iconName: "act-help"
            objectName: "help.staff"
            text: sheet.phase ? qsTr("不用叫了") : sheet.callable ? qsTr("叫现场工作人员") : qsTr("找现场工作人员")
            width: parent.width

            onClicked: sheet.phase ? sheet.callEnded() : sheet.staffCalled()
        }
        ListRow {
            compact: sheet.compact
            detail: qsTr("按部门连线，能看到排队人数")
            iconName: "dev-call"
            objectName: "help.expert"
            text: qsTr("视频专家")
            visible: sheet.withExpert
            width: parent.width

            onClicked: sheet.expertCalled()
        }
        ListRow {
            Accessible.role: Accessible.StaticText
            chevron: false
            compact: sheet.compact
            detail: qsTr("政务服务便民热线，24 小时")
            enabled: false
            iconName: "act-phone"
            objectName: "help.phone"
            text: qsTr("打电话 %1").arg(sheet.hotline)
            width: parent.width
        }
    }
}
