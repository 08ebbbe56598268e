import QtQuick
import Kiosk.Theme

// Where the citizen is in a flow: words, nodes, names. Not pressable.
Item {
    id: bar

    // Names of four characters.
    required property list<string> steps
    // 0-based
    required property int current
    property string title
    // Landscape says it beside the page title instead.
    readonly property bool showWords: !Theme.landscape
    readonly property string position: qsTr("第 <b>%1</b> 步，共 %2 步").arg(current + 1).arg(steps.length)
    readonly property real cell: width / Math.max(1, steps.length)

    Accessible.name: qsTr("第 %1 步，共 %2 步：%3").arg(current + 1).arg(steps.length).arg(steps[current] ?? "")
    Accessible.role: Accessible.StaticText
    implicitHeight: Theme.layout.stepBar

    Row {
        id: words

        height: Theme.size.stepWords
        spacing: Theme.spacing.s2
        visible: bar.showWords
        width: parent.width

        KText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.caption
            text: bar.title
            visible: text.length > 0
            width: Math.min(implicitWidth, bar.width - place.width - dot.width - 2 * parent.spacing)
            wrapMode: Text.NoWrap
        }
        KText {
            id: dot

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: "・"
            visible: bar.title.length > 0
        }
        KText {
            id: place

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            font.pixelSize: Theme.type.caption
            text: bar.position
            textFormat: Text.StyledText
            wrapMode: Text.NoWrap
        }
    }
    Repeater {
        model: bar.steps

        Item {
            id: step

            required property int index
            required property string modelData
            readonly property bool done: index < bar.current
            readonly property bool now: index === bar.current

            height: bar.height - y
            width: bar.cell
            x: index * bar.cell
            y: bar.showWords ? words.height : 0

            Rectangle {
                color: step.index < bar.current ? Theme.color.primary : Theme.color.stepLine
                height: Theme.size.stepLine
                visible: step.index < bar.steps.length - 1
                width: bar.cell
                x: bar.cell / 2
                y: Math.round(Theme.size.stepNodeY - height / 2)
            }
        }
    }
    Repeater {
        model: bar.steps

        Item {
            id: node

            required property int index
            required property string modelData
            readonly property bool done: index < bar.current
            readonly property bool now: index === bar.current

            height: bar.height - y
            width: bar.cell
            x: index * bar.cell
            y: bar.showWords ? words.height : 0

            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                border.color: node.now || node.done ? Theme.color.primary : Theme.color.controlBorder
                border.width: node.now ? Theme.size.stepRing : (node.done ? 0 : Theme.border.button)
                color: node.done ? Theme.color.primary : Theme.color.card
                height: width
                radius: width / 2
                width: node.now ? Theme.size.stepNodeNow : Theme.size.stepNode
                y: Math.round(Theme.size.stepNodeY - height / 2)

                Icon {
                    anchors.centerIn: parent
                    color: Theme.color.onPrimary
                    name: node.done ? "act-check" : ""
                    size: Theme.size.iconSmall
                }
                KText {
                    anchors.centerIn: parent
                    bold: true
                    color: node.now ? Theme.color.primary : Theme.color.text2
                    font.pixelSize: Theme.type.label
                    text: node.index + 1
                    visible: !node.done
                }
            }
            KText {
                anchors.horizontalCenter: parent.horizontalCenter
                bold: node.now
                color: node.now ? Theme.color.primary : (node.done ? Theme.color.text : Theme.color.text2)
                fit: true
                font.pixelSize: Theme.type.label
                height: parent.height - Theme.size.stepNameY
                horizontalAlignment: Text.AlignHCenter
                lineHeight: Theme.lineHeight.tight
                maximumLineCount: 2
                text: node.modelData
                verticalAlignment: Text.AlignTop
                width: bar.cell - Theme.spacing.s1
                y: Theme.size.stepNameY
            }
        }
    }
}
