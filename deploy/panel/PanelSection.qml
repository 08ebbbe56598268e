import QtQuick

// A heading, and keys that wrap below it.
Column {
    id: section

    required property string title
    property string note: ""
    default property alias keys: flow.data

    spacing: 8

    Text {
        Accessible.name: text
        Accessible.role: Accessible.Heading
        font.bold: true
        font.pixelSize: 17
        text: section.title
    }
    Text {
        color: "#5c6370"
        font.pixelSize: 14
        text: section.note
        visible: text.length > 0
        width: parent.width
        wrapMode: Text.Wrap
    }
    Flow {
        id: flow

        spacing: 8
        width: parent.width
    }
}
