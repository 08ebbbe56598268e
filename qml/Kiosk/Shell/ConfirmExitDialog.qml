import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Leaving is confirmed once; the safe answer comes first.
KDialog {
    id: dialog

    property bool cardInside: false
    property bool nothingDone: true

    signal stayed
    signal exited

    iconColor: Theme.color.warningIcon
    iconGround: Theme.color.warningSoft
    iconName: "act-exit"
    message: (nothingDone ? qsTr("没有打印，也没有扣费，填写的内容会清除") : qsTr("填写的内容会清除")) + (cardInside ? "\n" + qsTr("请记得拿走身份证") : "")
    primaryText: qsTr("继续办理")
    secondaryText: qsTr("退出并清除")
    title: qsTr("现在退出吗？")

    onPrimaryClicked: stayed()
    onSecondaryClicked: exited()
}
