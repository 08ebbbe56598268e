import QtQuick
import Kiosk.Theme

// A button. At most one Primary on a page; Cancel left, Primary right, Theme.spacing.cancelToNext apart.
Pressable {
    id: button

    enum Variant {
        Primary,
        Secondary,
        Neutral,
        Danger,
        Help,
        Plain,
        Warning
    }
    enum Size {
        Main,
        Hero,
        Small,
        Bar,
        Slim
    }

    property int variant: KButton.Secondary
    property int size: KButton.Main
    property string iconName
    // The arrow of "go on" stands behind the words.
    property bool iconAfter: false
    property string subText
    property int textSize: size === KButton.Slim || size === KButton.Bar ? Theme.type.body : Theme.type.bodyL
    property real iconSize: size === KButton.Hero || size === KButton.Main ? Theme.size.iconButton : (size === KButton.Slim ? Theme.size.iconSmall : Theme.size.iconInline)
    property real padding: Theme.spacing.s3

    readonly property color ink: {
        if (!enabled)
            return Theme.color.hint;
        switch (variant) {
        case KButton.Primary:
            return Theme.color.onPrimary;
        case KButton.Neutral:
            return Theme.color.text;
        case KButton.Danger:
            return Theme.color.danger;
        case KButton.Warning:
            return Theme.color.warning;
        default:
            return Theme.color.primary;
        }
    }
    readonly property color ground: {
        if (!enabled)
            return variant === KButton.Primary ? Theme.color.illusPanel : Theme.color.card;
        switch (variant) {
        case KButton.Primary:
            return down ? Theme.color.primaryPressed : Theme.color.primaryFill;
        case KButton.Help:
            return down ? Theme.color.illusShade : Theme.color.primarySoft;
        case KButton.Danger:
            return down ? Theme.color.dangerSoft : Theme.color.card;
        case KButton.Warning:
            return down ? Theme.color.warningSoft : Theme.color.card;
        case KButton.Plain:
            return down ? Theme.color.primarySoft : "transparent";
        default:
            return down ? Theme.color.primarySoft : Theme.color.card;
        }
    }
    readonly property color edge: {
        if (!enabled)
            return Theme.color.disabledBorder;
        switch (variant) {
        case KButton.Neutral:
            return down ? Theme.color.primary : Theme.color.controlBorder;
        case KButton.Plain:
            return "transparent";
        default:
            return ink;
        }
    }

    accessibleName: subText ? text + " " + subText : text
    implicitHeight: {
        switch (size) {
        case KButton.Hero:
            return Theme.size.buttonHero;
        case KButton.Small:
            return Theme.size.buttonSmall;
        case KButton.Bar:
            return Theme.size.bottomButton;
        case KButton.Slim:
            return Theme.size.buttonSlim;
        default:
            return Theme.size.buttonMain;
        }
    }
    implicitWidth: Math.max(mainText.naturalWidth, below.visible ? Math.ceil(below.implicitWidth) : 0) + (iconName ? iconSize + row.spacing : 0) + 2 * padding
    radius: size === KButton.Slim ? Theme.radius.buttonSmall : Theme.radius.button

    Rectangle {
        anchors.fill: parent
        border.color: button.variant === KButton.Primary && button.enabled ? button.ground : button.edge
        border.width: button.size === KButton.Bar || button.size === KButton.Slim || button.size === KButton.Small ? Theme.border.standard : Theme.border.button
        color: button.ground
        radius: button.radius
    }
    Row {
        id: row

        anchors.centerIn: parent
        layoutDirection: button.iconAfter ? Qt.RightToLeft : Qt.LeftToRight
        spacing: button.size === KButton.Slim ? Theme.spacing.s1 : Theme.spacing.s2

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: button.ink
            name: button.iconName
            size: button.iconSize
            visible: button.iconName.length > 0
        }
        Column {
            id: label

            readonly property real whole: button.width - (button.iconName ? button.iconSize + row.spacing : 0)
            // Nearer to the edge only for words that would need a second line.
            readonly property real room: whole - 2 * (mainText.leastWidth <= whole - 2 * Theme.spacing.s2 ? Theme.spacing.s2 : Theme.spacing.s1)

            anchors.verticalCenter: parent.verticalCenter

            OneLine {
                id: mainText

                bold: true
                color: button.ink
                font.pixelSize: button.subText ? Theme.type.label : button.textSize
                horizontalAlignment: Text.AlignHCenter
                lineHeight: Theme.lineHeight.tight
                maximumLineCount: 2
                room: label.room
                text: button.text
                width: Math.min(naturalWidth, room)
            }
            KText {
                id: below

                color: button.ink
                font.pixelSize: Theme.type.caption
                lineHeight: Theme.lineHeight.tight
                text: button.subText
                visible: button.subText.length > 0
            }
        }
    }
}
