import QtQuick
import Kiosk.Theme

// Short facts beside each other.
Grid {
    id: grid

    // [{name, value}]
    required property var facts
    readonly property real each: (width - (columns - 1) * columnSpacing) / columns

    columnSpacing: Theme.spacing.s3
    columns: 2
    rowSpacing: Theme.spacing.s2
    visible: facts.length > 0

    Repeater {
        model: grid.facts

        FactRow {
            required property var modelData

            name: modelData.name
            value: modelData.value.toString()
            width: grid.each
        }
    }
}
