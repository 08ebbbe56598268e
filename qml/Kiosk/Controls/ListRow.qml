import QtQuick
import Kiosk.Theme

// A way to go on, as a raised row: icon box, name, one line, and what is at the right end.
Pressable {
    id: row

    property string iconName
    property string hue
    property string detail
    property string trailingText
    property string trailingLabel
    property bool selected: false
    property bool chevron: true
    // The line below the name rather shrinks than wraps
    property bool oneLine: false
    // [{icon, text, tone}]: states of it, in chips
    property var tags: []
    // 1-based number in front of the name
    property int number: 0
    readonly property string circled: number > 0 && number < 10 ? String.fromCodePoint(0x245F + number) + " " : ""

    accessibleDescription: detail
    // Only as high as its words, without a picture, where a list has no height for more
    property bool compact: false

    implicitHeight: Math.max(compact ? (Theme.elder ? Theme.target.elderMin : Theme.target.standard) : Theme.size.listRow, words.implicitHeight + (compact ? Theme.spacing.s1 : 2 * Theme.spacing.s2))
    radius: Theme.radius.tile

    Surface {
        anchors.fill: parent
        borderColor: row.down || row.selected ? Theme.color.primary : Theme.color.tileBorder
        borderWidth: row.selected ? Theme.border.selected : (Theme.highContrast ? Theme.border.highContrast : Theme.border.standard)
        fill: row.down ? Theme.color.primarySoft : Theme.color.card
        radius: row.radius
        raised: !row.selected
    }
    IconBox {
        id: box

        anchors.verticalCenter: parent.verticalCenter
        height: Theme.size.listBox
        hue: row.hue
        iconName: row.iconName
        iconSize: Theme.size.iconListRow
        radius: Theme.radius.iconBoxLarge
        visible: row.iconName.length > 0 && !row.compact
        width: visible ? Theme.size.listBox : 0
        x: Theme.spacing.cardPadding
    }
    Column {
        id: words

        anchors.left: box.right
        anchors.leftMargin: box.visible ? Theme.spacing.s3 : 0
        anchors.right: end.visible ? end.left : (chips.visible ? chips.left : (arrow.visible ? arrow.left : parent.right))
        anchors.rightMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter

        KText {
            bold: true
            font.pixelSize: Theme.type.bodyL
            lineHeight: Theme.lineHeight.tile
            text: row.circled + row.text
            width: parent.width
        }
        OneLine {
            color: Theme.color.text2
            fit: row.oneLine
            font.pixelSize: Theme.type.label
            text: row.detail
            visible: row.detail.length > 0
            width: parent.width
            wrapMode: row.oneLine && leastWidth <= width ? Text.NoWrap : Text.Wrap
        }
    }
    Column {
        id: end

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.cardPadding
        anchors.verticalCenter: parent.verticalCenter
        visible: row.trailingText.length > 0

        KText {
            anchors.right: parent.right
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: row.trailingLabel
            visible: text.length > 0
        }
        KText {
            anchors.right: parent.right
            bold: true
            color: Theme.color.primary
            font.pixelSize: Theme.type.h2
            text: row.trailingText
        }
    }
    Column {
        id: chips

        anchors.right: arrow.visible ? arrow.left : parent.right
        anchors.rightMargin: arrow.visible ? Theme.spacing.s2 : Theme.spacing.cardPadding
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing.s1
        visible: row.tags.length > 0

        Repeater {
            model: row.tags

            StatusChip {
                required property var modelData

                anchors.right: parent?.right
                iconName: modelData.icon
                text: modelData.text
                tone: modelData.tone
            }
        }
    }
    Icon {
        id: arrow

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.cardPadding
        anchors.verticalCenter: parent.verticalCenter
        color: Theme.color.primary
        name: "act-next"
        size: Theme.size.iconInline
        visible: row.chevron && !end.visible
    }
}
