import QtQuick
import Kiosk.Theme

// One thing to do, as a large target. The whole tile is one press and one focus stop.
Pressable {
    id: tile

    enum Kind {
        Frequent,
        Category,
        Finance,
        Elder
    }

    property int kind: Tile.Frequent
    property string iconName
    // Category id for the hue; empty is primary.
    property string hue
    property string detail
    property bool available: true
    // Why it cannot be done now; empty: it is done elsewhere, always
    property string reason
    property bool selected: false

    readonly property bool upright: kind === Tile.Category && !Theme.landscape
    readonly property real boxSize: {
        switch (kind) {
        case Tile.Category:
            return Theme.size.iconBoxCategory;
        case Tile.Finance:
            return Theme.size.iconBoxFinance;
        case Tile.Elder:
            return Math.round(Theme.size.iconBoxElder * Math.min(1, height / Theme.size.tileElderHeight));
        default:
            return Theme.size.iconBoxFrequent;
        }
    }
    readonly property real iconSize: {
        switch (kind) {
        case Tile.Category:
            return Theme.size.iconCategory;
        case Tile.Finance:
            return Theme.size.iconFinance;
        case Tile.Elder:
            return Theme.size.iconElder;
        default:
            return Theme.size.iconFrequent;
        }
    }
    // Above or beside the name, which larger type makes taller
    readonly property real line: Math.ceil(Theme.size.tileText * Theme.lineHeight.title)
    readonly property real boxRoom: height - (upright ? line + 2 * Theme.spacing.s1 : Theme.spacing.s1)
    readonly property real boxEdge: Math.max(0, Math.min(boxSize, boxRoom - Theme.spacing.s1))
    readonly property real inset: Theme.landscape && kind !== Tile.Frequent ? Theme.size.tileInsetSmall : Theme.size.tileInset

    // No height for two lines and what to do instead: one line, beside no icon
    readonly property bool low: !available && kind === Tile.Frequent && height < 2 * Math.ceil(Theme.size.textMin * Theme.lineHeight.title) + Math.ceil(Theme.type.caption * Theme.lineHeight.title)

    accessibleDescription: available ? detail : (reason ? reason + " " : "") + qsTr("到窗口办理")
    radius: Theme.radius.tile

    Surface {
        anchors.fill: parent
        borderColor: tile.down || tile.selected ? Theme.color.primary : Theme.color.tileBorder
        borderWidth: tile.selected ? Theme.border.selected : (Theme.highContrast ? Theme.border.highContrast : Theme.border.standard)
        fill: tile.down || tile.selected ? Theme.color.primarySoft : (tile.available ? Theme.color.card : Theme.color.bg)
        radius: tile.radius
        raised: tile.available
    }
    IconBox {
        id: box

        height: tile.boxEdge
        hue: tile.hue
        iconName: tile.iconName
        iconSize: tile.boxEdge < tile.boxSize ? Math.round(tile.iconSize * tile.boxEdge / tile.boxSize) : tile.iconSize
        ink: !tile.available ? Theme.color.text2 : (Theme.highContrast || !tile.hue ? Theme.color.primary : Theme.categoryLine(tile.hue))
        radius: tile.kind === Tile.Elder ? Theme.radius.iconBoxLarge : Theme.radius.iconBox
        visible: !tile.low
        width: visible ? tile.boxEdge : 0
        x: tile.upright ? Math.round((tile.width - width) / 2) : tile.inset
        y: tile.upright ? Math.min(Theme.size.tileInsetSmall, tile.boxRoom - height) : Math.round((tile.height - height) / 2)
    }
    Column {
        id: words

        anchors.left: tile.upright ? parent.left : box.right
        anchors.leftMargin: tile.low ? 0 : tile.upright ? Theme.spacing.s2 : (Theme.landscape || tile.kind === Tile.Finance ? Theme.spacing.iconGapSmall : Theme.spacing.s3)
        anchors.right: parent.right
        anchors.rightMargin: tile.upright ? Theme.spacing.s2 : Theme.spacing.s1
        y: tile.upright ? box.y + box.height + Math.round((tile.height - box.y - box.height - height) / 2) : Math.round((tile.height - height) / 2)

        KText {
            bold: true
            color: tile.available ? Theme.color.text : Theme.color.text2
            fit: true
            font.pixelSize: tile.kind === Tile.Elder ? Theme.type.bodyL : Theme.size.tileText
            height: tile.kind === Tile.Elder ? implicitHeight : tile.height - (tile.upright ? box.y + box.height + Theme.spacing.s1 : Math.max(0, Math.min(Theme.spacing.s2, tile.height - 2 * tile.line))) - (instead.visible ? instead.height : 0)
            horizontalAlignment: tile.upright ? Text.AlignHCenter : Text.AlignLeft
            lineHeight: Theme.lineHeight.tile
            maximumLineCount: tile.kind === Tile.Frequent ? 3 : 2
            text: tile.low ? tile.text.replace("\n", "") : tile.text
            width: words.width
            wrapMode: tile.kind === Tile.Elder ? Text.NoWrap : Text.WordWrap
        }
        KText {
            color: Theme.color.text2
            fit: true
            font.pixelSize: Theme.type.caption
            maximumLineCount: 2
            text: tile.detail
            visible: tile.kind === Tile.Elder && tile.detail.length > 0 && tile.available
            width: words.width
            wrapMode: Text.NoWrap
        }
        TextMetrics {
            id: reasonWidth

            font.family: where.font.family
            font.pixelSize: where.minimumPixelSize
            font.weight: where.font.weight
            text: tile.reason
        }
        // Said in words, not by a paler colour alone
        Row {
            id: instead

            spacing: Theme.spacing.s1
            visible: !tile.available

            Icon {
                id: pin

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.primary
                name: tile.reason ? "st-paused" : "act-pin"
                size: Theme.size.iconSmall
                visible: where.leastWidth <= words.width - width - instead.spacing
            }
            OneLine {
                id: where

                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.primary
                font.pixelSize: Theme.type.caption
                minimumPixelSize: Theme.size.modeTextMin
                text: tile.reason ? (reasonWidth.advanceWidth <= words.width ? tile.reason : qsTr("暂停办理")) : qsTr("到窗口办理")
                width: words.width - (pin.visible ? pin.width + instead.spacing : 0)
                wrapMode: Text.NoWrap
            }
        }
    }
    CornerTick {
        visible: tile.selected
    }
}
