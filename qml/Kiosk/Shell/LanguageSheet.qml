import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The languages in their own names; nothing that was filled in is lost.
Sheet {
    id: sheet

    property string current: "zh"
    // [{id, name}]
    property var languages: [{
            "id": "zh",
            "name": "简体中文"
        }, {
            "id": "en",
            "name": "English"
        }]

    signal chosen(string id)

    contentHeight: column.height + Theme.spacing.s3
    title: qsTr("语言 Language")

    Column {
        id: column

        spacing: Theme.spacing.rowGap
        width: parent.width

        Repeater {
            model: sheet.languages

            ListRow {
                required property var modelData

                chevron: false
                iconName: modelData.id === sheet.current ? "act-check" : "mode-lang"
                objectName: "language." + modelData.id
                selected: modelData.id === sheet.current
                text: modelData.name
                width: parent.width

                onClicked: sheet.chosen(modelData.id)
            }
        }
    }
}
