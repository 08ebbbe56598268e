import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Who can help, now.
Sheet {
    id: sheet

    property string hotline: "12345"
    // "", "called"
    property string phase
    property bool withExpert: false
    property bool withCall: true
    property string callDetail: qsTr("亮灯、响铃，工作人员走过来帮您")

    readonly property real row: Math.max(Theme.size.listRow, Theme.type.bodyL * Theme.lineHeight.title + Theme.type.label * Theme.lineHeight.body + 2 * Theme.spacing.s2)
    readonly property int rows: 1 + (withCall ? 1 : 0) + (withExpert ? 1 : 0)
    readonly property bool compact: told.height + rows * (row + column.spacing) + Theme.spacing.s3 > room

    signal staffCalled
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
            compact: sheet.compact
            detail: sheet.callDetail
            iconName: "act-help"
            objectName: "help.staff"
            text: qsTr("叫现场工作人员")
            visible: sheet.withCall
            width: parent.width

            onClicked: sheet.staffCalled()
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
