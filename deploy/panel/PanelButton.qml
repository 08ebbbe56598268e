import QtQuick

// A key of the panel.
Rectangle {
    id: button

    required property string text

    signal clicked

    Accessible.name: text
    Accessible.role: Accessible.Button
    border.color: activeFocus ? "#1a5fb4" : "#b8bcc2"
    color: area.pressed ? "#dbe4f0" : "#ffffff"
    implicitHeight: 40
    implicitWidth: label.implicitWidth + 24
    radius: 6

    Accessible.onPressAction: clicked()
    Keys.onReturnPressed: clicked()

    Text {
        id: label

        anchors.centerIn: parent
        font.pixelSize: 15
        text: button.text
    }
    MouseArea {
        id: area

        anchors.fill: parent

        onClicked: button.clicked()
    }
}
