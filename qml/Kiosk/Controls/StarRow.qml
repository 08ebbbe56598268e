import QtQuick
import Kiosk.Theme

// A question answered with one to five stars, and the word for them. Nothing is chosen before a press.
Item {
    id: row

    property string text
    // 0 is not answered.
    property int stars: 0
    readonly property list<string> words: [qsTr("未选"), qsTr("非常不满意"), qsTr("不满意"), qsTr("基本满意"), qsTr("满意"), qsTr("非常满意")]

    // Too narrow for one line: words above, stars below
    readonly property bool stacked: width < Theme.size.starLabel + 5 * Theme.size.starCell + Theme.size.starWord

    signal rated(int stars)

    implicitHeight: Theme.size.starRow + (stacked ? Theme.size.starLine : 0)

    KText {
        id: label

        bold: true
        fit: true
        height: row.stacked ? Theme.size.starLine : parent.height
        maximumLineCount: 2
        text: row.text
        width: row.stacked ? parent.width - Theme.size.starWord : Theme.size.starLabel
    }
    Row {
        id: stars

        height: Theme.size.starRow
        x: row.stacked ? 0 : label.width
        y: parent.height - height

        Repeater {
            model: 5

            Pressable {
                id: star

                required property int index

                accessibleName: row.text + " " + row.words[index + 1]
                accessibleRole: Accessible.RadioButton
                checkable: true
                checked: row.stars === index + 1
                height: parent.height
                objectName: "star." + row.objectName + "." + (index + 1)
                repeatGuard: 0
                width: Theme.size.starCell

                onClicked: row.rated(index + 1)

                Icon {
                    anchors.centerIn: parent
                    color: star.index < row.stars || star.down ? Theme.color.primary : Theme.color.controlBorder
                    name: star.index < row.stars ? "star-fill" : "star"
                    size: Theme.size.iconStar
                }
            }
        }
    }
    KText {
        anchors.right: parent.right
        bold: row.stars > 0
        color: row.stars > 0 ? Theme.color.primary : Theme.color.text2
        fit: true
        font.pixelSize: Theme.type.label
        height: label.height
        horizontalAlignment: Text.AlignRight
        maximumLineCount: 2
        text: row.words[row.stars] ?? ""
        width: row.stacked ? Theme.size.starWord : parent.width - stars.x - stars.width
    }
}
