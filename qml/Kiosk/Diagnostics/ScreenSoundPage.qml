import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What a person sees, touches and hears: touch accuracy, dead pixels, brightness, which way the screen stands, sound.
Item {
    id: page

    // kiosk::shell::ScreenDesk and SoundDesk
    required property var panel
    required property var sound
    // screen, sound
    property string part: "screen"

    signal leaveRequested

    KButton {
        id: back

        iconName: "act-prev"
        objectName: "screen.back"
        size: KButton.Small
        text: "总览"
        textSize: Theme.type.label
        variant: KButton.Neutral
        x: Theme.spacing.pageMargin
        y: Theme.spacing.s3

        onClicked: page.leaveRequested()
    }
    KText {
        anchors.left: back.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.verticalCenter: back.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        text: "屏幕与声音"
        wrapMode: Text.NoWrap
    }
    Row {
        id: tabs

        spacing: Theme.spacing.s2
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Repeater {
            model: [{
                    "part": "screen",
                    "name": "屏幕"
                }, {
                    "part": "sound",
                    "name": "声音"
                }]

            ChoiceChip {
                required property var modelData

                accessibleRole: Accessible.RadioButton
                checked: page.part === modelData.part
                objectName: "screen.part." + modelData.part
                text: modelData.name

                onClicked: page.part = modelData.part
            }
        }
    }
    Card {
        height: checks.height + 2 * padding
        visible: page.part === "screen"
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: tabs.y + tabs.height + Theme.spacing.s3

        Column {
            id: checks

            spacing: Theme.spacing.s4
            width: parent.width

            CheckLine {
                name: "触摸"
                objectName: "screen.touchResult"
                state_: page.panel.touchResult.state
                width: parent.width
                word: page.panel.touchResult.word

                KButton {
                    iconName: "act-test"
                    objectName: "screen.touch"
                    size: KButton.Small
                    text: "测 9 点"
                    textSize: Theme.type.label
                    variant: KButton.Neutral

                    onClicked: page.panel.startTouch()
                }
            }
            CheckLine {
                name: "坏点"
                state_: page.panel.pixelResult.state
                width: parent.width
                word: page.panel.pixelResult.word

                KButton {
                    iconName: "act-eye"
                    objectName: "screen.pixels"
                    size: KButton.Small
                    text: "看颜色"
                    textSize: Theme.type.label
                    variant: KButton.Neutral

                    onClicked: page.panel.startPixels()
                }
            }
            CheckLine {
                name: "亮度"
                visible: word.length > 0
                width: parent.width
                word: page.panel.brightnessWord
            }
            Repeater {
                model: page.panel.backlights

                CheckLine {
                    id: light

                    required property var modelData

                    function change(by: int): void {
                        page.panel.setBrightness(modelData.name, modelData.percent + by);
                    }

                    name: "亮度 " + modelData.percent + " %"
                    width: parent?.width ?? 0
                    word: modelData.name

                    KButton {
                        accessibleName: "调暗 " + light.modelData.name
                        enabled: light.modelData.percent > light.modelData.least
                        iconName: "act-minus"
                        objectName: "screen.darker"
                        size: KButton.Small
                        text: "调暗"
                        textSize: Theme.type.label
                        variant: KButton.Neutral
                        visible: light.modelData.mayChange

                        onClicked: light.change(-light.modelData.step)
                    }
                    KButton {
                        accessibleName: "调亮 " + light.modelData.name
                        enabled: light.modelData.percent < 100
                        iconName: "act-plus"
                        objectName: "screen.brighter"
                        size: KButton.Small
                        text: "调亮"
                        textSize: Theme.type.label
                        variant: KButton.Neutral
                        visible: light.modelData.mayChange

                        onClicked: light.change(light.modelData.step)
                    }
                }
            }
            CheckLine {
                name: "方向：" + page.panel.orientation.word
                width: parent.width
                word: page.panel.orientation.todo
            }
        }
    }
    Card {
        height: sounds.height + 2 * padding
        visible: page.part === "sound"
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: tabs.y + tabs.height + Theme.spacing.s3

        SoundChecks {
            id: sounds

            sound: page.sound
            width: parent.width
        }
    }
}
