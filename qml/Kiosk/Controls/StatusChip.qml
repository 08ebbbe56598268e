import QtQuick
import Kiosk.Theme

// A state in icon and word on its soft tint. Never a button.
Rectangle {
    id: chip

    enum Tone {
        Info,
        Success,
        Warning,
        Danger
    }

    property int tone: StatusChip.Info
    property string iconName
    property string text
    readonly property color ink: {
        switch (tone) {
        case StatusChip.Success:
            return Theme.color.success;
        case StatusChip.Warning:
            return Theme.color.warning;
        case StatusChip.Danger:
            return Theme.color.danger;
        default:
            return Theme.color.primary;
        }
    }

    border.color: ink
    border.width: Theme.highContrast ? Theme.border.standard : 0
    color: {
        switch (tone) {
        case StatusChip.Success:
            return Theme.color.successSoft;
        case StatusChip.Warning:
            return Theme.color.warningSoft;
        case StatusChip.Danger:
            return Theme.color.dangerSoft;
        default:
            return Theme.color.primarySoft;
        }
    }
    implicitHeight: Theme.size.chip
    implicitWidth: row.width + 2 * Theme.size.chipPadding
    radius: height / 2

    Row {
        id: row

        anchors.centerIn: parent
        spacing: Theme.spacing.s1

        Icon {
            anchors.verticalCenter: parent.verticalCenter
            color: chip.ink
            name: chip.iconName
            size: Theme.size.iconChip
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            bold: true
            color: chip.ink
            font.pixelSize: Theme.type.caption
            text: chip.text
            wrapMode: Text.NoWrap
        }
    }
}
