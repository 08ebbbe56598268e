import Kiosk.Controls

// Says which systems did not answer, and that the rest goes on. Takes no room where all did.
InfoBar {
    // Of what could not be asked
    required property var names

    detail: qsTr("其他的可以照常办理")
    height: visible ? implicitHeight : 0
    text: qsTr("暂时查不到：%1").arg(names.join("、"))
    tone: InfoBar.Warning
    visible: names.length > 0
}
