import QtQuick
import Kiosk.Theme

// The search box: a button on the home page, a field on the search page. The keyboard is the shell's.
Item {
    id: field

    property string placeholder
    property alias text: input.text
    // False: a press asks for the search page instead of the keyboard.
    property bool editable: true
    property int maximumLength: 24

    signal clicked
    signal accepted

    function edit(): void {
        input.forceActiveFocus();
    }

    implicitHeight: Theme.size.search

    Rectangle {
        anchors.fill: parent
        border.color: input.activeFocus || opener.down ? Theme.color.primary : Theme.color.controlBorder
        border.width: input.activeFocus ? Theme.border.button : Theme.border.standard
        color: Theme.color.card
        radius: Theme.radius.tile
    }
    Icon {
        id: lens

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: "act-search"
        size: Theme.size.iconSearch
        x: Theme.size.tileInset
    }
    OneLine {
        anchors.fill: input
        color: Theme.highContrast ? Theme.color.hint : Theme.color.text2
        font.pixelSize: Theme.size.searchText
        text: field.placeholder
        visible: input.text.length === 0
    }
    TextInput {
        id: input

        Accessible.editable: true
        Accessible.name: field.placeholder
        Accessible.role: Accessible.EditableText
        anchors.left: lens.right
        anchors.leftMargin: Theme.spacing.s2
        anchors.right: parent.right
        activeFocusOnTab: field.editable
        anchors.rightMargin: clear.visible ? clear.width + Theme.spacing.s2 : Theme.spacing.s2
        clip: true
        color: Theme.color.text
        enabled: field.editable
        font.family: Theme.family
        font.pixelSize: Theme.size.searchText
        height: parent.height
        inputMethodHints: Qt.ImhSensitiveData | Qt.ImhPreferUppercase
        maximumLength: field.maximumLength
        objectName: "search.field"
        renderType: Text.NativeRendering
        selectedTextColor: Theme.color.onPrimary
        selectionColor: Theme.color.primary
        verticalAlignment: TextInput.AlignVCenter

        onAccepted: field.accepted()
    }
    Pressable {
        id: opener

        accessibleName: field.placeholder
        anchors.fill: parent
        enabled: visible
        objectName: "search.open"
        visible: !field.editable

        onClicked: field.clicked()
    }
    KButton {
        id: clear

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.size.clearButton
        iconName: "act-close"
        objectName: "search.clear"
        size: KButton.Slim
        text: qsTr("清空")
        textSize: Theme.type.label
        variant: KButton.Plain
        visible: field.editable && input.text.length > 0

        onClicked: {
            input.clear();
            input.forceActiveFocus();
        }
    }
}
