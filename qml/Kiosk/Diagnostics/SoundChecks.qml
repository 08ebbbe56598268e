import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A tone on each side of speaker and headset, and whether it was heard.
Column {
    id: checks

    // kiosk::shell::SoundDesk
    required property var sound
    readonly property bool busy: sound.playing.side !== undefined
    readonly property bool asking: sound.asked.side !== undefined

    function stateOf(output: var): string {
        if (output.state === "failed" || output.left === "silent" || output.right === "silent")
            return "failed";
        return output.left === "heard" && output.right === "heard" ? "passed" : "none";
    }
    function wordOf(output: var): string {
        if (output.state === "failed")
            return output.word;
        const words = ({
                "heard": "听到了",
                "silent": "没听到",
                "": "还没试"
            });
        const missed = output.left === "silent" || output.right === "silent" ? "。查音量、接线和左右声道，再试" : "";
        return "左声道" + words[output.left] + "，右声道" + words[output.right] + missed;
    }

    spacing: Theme.spacing.s4

    Repeater {
        model: checks.sound.outputs

        CheckLine {
            id: output

            required property var modelData

            name: modelData.name
            state_: checks.stateOf(modelData)
            width: checks.width
            word: checks.wordOf(modelData)

            Repeater {
                model: [{
                        "side": "left",
                        "name": "左"
                    }, {
                        "side": "right",
                        "name": "右"
                    }]

                KButton {
                    required property var modelData

                    accessibleName: output.modelData.name + modelData.name + "声道放音"
                    enabled: !checks.busy
                    iconName: output.modelData.id === "headset" ? "dev-headphone" : "dev-speaker"
                    objectName: "sound." + output.modelData.id + "." + modelData.side
                    size: KButton.Small
                    text: modelData.name
                    textSize: Theme.type.label
                    variant: KButton.Neutral

                    onClicked: checks.sound.play(output.modelData.id, modelData.side)
                }
            }
        }
    }
    KText {
        font.pixelSize: Theme.type.label
        text: checks.sound.socket
        visible: text.length > 0
        width: parent.width
    }
    InfoBar {
        text: checks.asking ? checks.sound.asked.name + "放完了：听到了吗？" : "正在放：" + (checks.sound.playing.name ?? "")
        visible: checks.asking || checks.busy
        width: parent.width
    }
    Row {
        id: answers

        readonly property real each: (width - spacing) / 2

        spacing: Theme.spacing.cancelToNext
        visible: checks.asking
        width: parent.width

        KButton {
            objectName: "sound.silent"
            size: KButton.Small
            text: "没听到"
            textSize: Theme.type.label
            variant: KButton.Neutral
            width: answers.each

            onClicked: checks.sound.answer(false)
        }
        KButton {
            objectName: "sound.heard"
            size: KButton.Small
            text: "听到了"
            textSize: Theme.type.label
            width: answers.each

            onClicked: checks.sound.answer(true)
        }
    }
}
