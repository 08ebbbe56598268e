import QtQuick
import Kiosk.Theme

// A line of text; the shell's keyboard serves it.
Item {
    id: box

    required property var field
    property alias text: input.text

    signal edited(string text)

    function edit(): void {
        input.forceActiveFocus();
    }

    implicitHeight: Theme.size.search

    Rectangle {
        anchors.fill: parent
        border.color: input.activeFocus ? Theme.color.primary : Theme.color.controlBorder
        border.width: input.activeFocus ? Theme.border.button : Theme.border.standard
        color: Theme.color.card
        radius: Theme.radius.buttonSmall
    }
    TextInput {
        id: input

        Accessible.editable: true
        Accessible.name: box.field.label ?? ""
        Accessible.role: Accessible.EditableText
        activeFocusOnTab: true
        anchors.fill: parent
        anchors.leftMargin: Theme.spacing.s3
        anchors.rightMargin: Theme.spacing.s3
        clip: true
        color: Theme.color.text
        font.family: Theme.family
        font.pixelSize: Theme.type.bodyL
        inputMethodHints: {
            switch (box.field.widget) {
            case "number":
            case "phone":
                return Qt.ImhDigitsOnly | Qt.ImhSensitiveData;
            case "idno":
                return Qt.ImhDigitsOnly | Qt.ImhUppercaseOnly | Qt.ImhSensitiveData;
            case "uscc":
                return Qt.ImhUppercaseOnly | Qt.ImhSensitiveData | Qt.ImhNoPredictiveText;
            case "amount":
                return Qt.ImhFormattedNumbersOnly | Qt.ImhSensitiveData;
            default:
                return Qt.ImhSensitiveData | Qt.ImhNoPredictiveText;
            }
        }
        maximumLength: box.field.max_length ?? 60
        objectName: "field." + (box.field.key ?? "")
        renderType: Text.NativeRendering
        verticalAlignment: TextInput.AlignVCenter

        onTextEdited: box.edited(text)
    }
    // The shell keeps the field above its keyboard, but Qt tells it of the cursor only while the text changes, not when
    // the field moves on its page.
    Connections {
        readonly property var method: Qt.inputMethod // to the linter it is an object of no type
        property real told: -1

        function onCursorRectangleChanged(): void {
            if (method.cursorRectangle.y === told)
                return;
            told = method.cursorRectangle.y;
            method.update(Qt.ImCursorRectangle);
        }

        enabled: input.activeFocus
        target: Qt.inputMethod
    }
}
