import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Settings that change, each as it was and as it becomes.
Column {
    id: list

    // [{title, before, after}]
    required property var differences

    spacing: Theme.spacing.s2

    Repeater {
        model: list.differences

        KText {
            required property var modelData

            font.pixelSize: Theme.type.body
            text: modelData.title + "：" + modelData.before + " → " + modelData.after
            width: parent?.width ?? 0
        }
    }
}
