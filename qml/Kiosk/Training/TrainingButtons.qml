import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The acts that stand for hands, and below them what goes on with the exercise.
Column {
    id: buttons

    // [{id, text}]
    required property var acts
    required property int hintsLeft
    required property bool playing
    required property bool solved
    // 结束培训 has been pressed once
    property bool leaving: false

    signal acted(string id)
    signal hintRequested
    signal ended
    signal leaveRequested

    onPlayingChanged: leaving = false
    spacing: Theme.spacing.s2

    Grid {
        id: grid

        readonly property real each: (width - (columns - 1) * columnSpacing) / columns

        columnSpacing: Theme.spacing.s2
        columns: Theme.landscape ? 4 : 2
        rowSpacing: Theme.spacing.s2
        visible: buttons.playing && !buttons.solved && buttons.acts.length > 0
        width: parent.width

        Repeater {
            model: grid.visible ? buttons.acts : []

            KButton {
                required property var modelData

                objectName: "training.act." + modelData.id
                size: KButton.Small
                text: modelData.text
                textSize: Theme.type.label
                width: grid.each

                onClicked: buttons.acted(modelData.id)
            }
        }
    }
    Row {
        id: row

        readonly property real each: (width - spacing) / 2

        spacing: Theme.spacing.s2
        width: parent.width

        KButton {
            enabled: buttons.hintsLeft > 0
            iconName: "act-help"
            objectName: "training.hint"
            size: KButton.Small
            text: buttons.hintsLeft > 0 ? "提示（还有 " + buttons.hintsLeft + " 条）" : "没有更多提示"
            textSize: Theme.type.label
            variant: KButton.Help
            visible: buttons.playing && !buttons.solved
            width: row.each

            onClicked: buttons.hintRequested()
        }
        KButton {
            iconName: buttons.solved ? "act-check" : "act-exit"
            objectName: "training.end"
            size: KButton.Small
            text: buttons.solved ? "回到练习列表" : "结束练习"
            textSize: Theme.type.label
            variant: buttons.solved ? KButton.Primary : KButton.Neutral
            visible: buttons.playing
            width: buttons.solved ? row.width : row.each

            onClicked: buttons.ended()
        }
        KButton {
            iconName: "act-exit"
            objectName: "training.leave"
            size: KButton.Small
            text: buttons.leaving ? "再按一次，结束培训" : "结束培训"
            textSize: Theme.type.label
            variant: buttons.leaving ? KButton.Danger : KButton.Neutral
            visible: !buttons.playing
            width: row.width

            onClicked: {
                if (buttons.leaving)
                    buttons.leaveRequested();
                else
                    buttons.leaving = true;
            }
        }
    }
}
