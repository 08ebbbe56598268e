import QtQuick
import Kiosk.Controls

// One last question before something that cannot be undone, said as people say it.
StepPage {
    id: page

    // Such as "您要打印 1 份电子身份证，对吗？"
    required property string question
    // [{label, value}]
    property var fields: []
    property string consequence
    property string confirmText: qsTr("对，继续")
    property bool concealed: false

    acceptText: confirmText
    cancelText: qsTr("不对，取消")
    title: question
    withSide: false

    FieldGrid {
        id: grid

        concealed: page.concealed
        fields: page.fields
        limit: parent.height - (page.consequence.length > 0 ? told.height + page.gap : 0)
        visible: page.fields.length > 0
        width: parent.width
    }
    InfoBar {
        id: told

        anchors.top: grid.visible ? grid.bottom : parent.top
        anchors.topMargin: grid.visible ? page.gap : 0
        text: page.consequence
        visible: page.consequence.length > 0
        width: parent.width
    }
}
