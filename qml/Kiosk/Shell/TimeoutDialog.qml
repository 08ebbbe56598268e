import QtQuick
import Kiosk.Controls

// Are you still there. Says what follows, and that nothing was charged where that is true.
KDialog {
    id: dialog

    property int seconds: 30
    property int total: 30
    // True when neither printed nor charged, then it is said
    property bool nothingDone: true
    // True when it asks because the card has been taken away
    property bool cardTaken: false

    signal continued
    signal exited

    message: (cardTaken ? qsTr("身份证您已经拿走了，可以接着办") + "\n" : "") + qsTr("%1 秒后自动退出，并清除您的信息").arg(seconds) + (nothingDone ? "\n" + qsTr("没有打印，也没有扣费") : "")
    primaryText: qsTr("继续使用")
    secondaryText: qsTr("退出办理")
    title: qsTr("您还在办理吗？")

    onPrimaryClicked: continued()
    onSecondaryClicked: exited()

    picture: CountdownRing {
        seconds: dialog.seconds
        total: dialog.total
    }
}
