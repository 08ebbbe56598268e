import QtQuick
import Kiosk.Theme

// A question over the page. Its buttons stand below the middle, the safe one first; one of them closes it.
Item {
    id: dialog

    // Nothing under it is reached by keys either.
    readonly property bool modal: true
    property string title
    property string message
    property string iconName
    property color iconColor: Theme.color.primary
    property color iconGround: Theme.color.primarySoft
    // A thing above the title, such as a countdown; it takes the icon's place.
    property Component picture: null
    property string primaryText
    property string secondaryText
    property int primaryVariant: KButton.Primary
    property int secondaryVariant: KButton.Danger
    property string secondaryIcon: secondaryVariant === KButton.Danger ? "act-exit" : ""

    readonly property real gap: Theme.landscape ? Theme.spacing.s4 : Theme.spacing.s5
    readonly property real edge: Math.max(Theme.spacing.s1, Math.min(Theme.spacing.s7, Math.floor((height - body.implicitHeight - buttons.implicitHeight - gap) / 2 - Theme.spacing.s1)))

    signal primaryClicked
    signal secondaryClicked

    Accessible.name: title
    Accessible.role: Accessible.Dialog
    anchors.fill: parent

    // The safe answer
    Keys.onEscapePressed: primaryClicked()

    Rectangle {
        anchors.fill: parent
        color: Theme.color.scrim

        // Nothing under the dialog is reached.
        MouseArea {
            anchors.fill: parent
        }
    }
    Rectangle {
        id: panel

        anchors.horizontalCenter: parent.horizontalCenter
        border.color: Theme.color.controlBorder
        border.width: Theme.highContrast ? Theme.border.highContrast : 0
        color: Theme.color.card
        height: body.implicitHeight + buttons.implicitHeight + 2 * dialog.edge + dialog.gap
        radius: Theme.radius.dialog
        width: Theme.size.dialogWidth
        y: {
            const middle = (dialog.height - height) / 2 + (Theme.landscape ? 0 : Theme.size.dialogDrop);
            const lowest = dialog.height - height - dialog.edge;
            // Its buttons stay in reach: they are at its foot.
            const reach = Theme.lowPosition ? Theme.usableTop - body.height : 0;
            return Math.round(Math.min(lowest, Math.max(dialog.edge, middle, reach)));
        }

        Column {
            id: body

            anchors.left: parent.left
            anchors.leftMargin: Theme.spacing.s7
            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s7
            y: dialog.edge

            Loader {
                active: dialog.picture !== null
                anchors.horizontalCenter: parent.horizontalCenter
                sourceComponent: dialog.picture
                visible: active
            }
            Rectangle {
                anchors.horizontalCenter: parent.horizontalCenter
                color: dialog.iconGround
                height: width
                radius: width / 2
                visible: !dialog.picture && dialog.iconName.length > 0
                width: Theme.size.dialogIcon

                Icon {
                    anchors.centerIn: parent
                    color: dialog.iconColor
                    name: dialog.iconName
                    size: Theme.size.dialogIcon * Theme.ratio.iconShare
                }
            }
            Item {
                height: Theme.size.dialogTitleGap
                width: 1
            }
            KText {
                bold: true
                font.pixelSize: Theme.type.h1
                horizontalAlignment: Text.AlignHCenter
                text: dialog.title
                width: parent.width
            }
            KText {
                color: Theme.color.text2
                font.pixelSize: Theme.type.bodyL
                horizontalAlignment: Text.AlignHCenter
                text: dialog.message
                topPadding: Theme.spacing.s1
                visible: text.length > 0
                width: parent.width
            }
        }
        Column {
            id: buttons

            anchors.bottom: parent.bottom
            anchors.bottomMargin: dialog.edge
            anchors.left: body.left
            anchors.right: body.right
            spacing: Theme.landscape ? Theme.spacing.s3 : Theme.spacing.cancelToNext

            KButton {
                objectName: "dialog.primary"
                size: KButton.Hero
                text: dialog.primaryText
                textSize: Theme.type.h2
                variant: dialog.primaryVariant
                visible: dialog.primaryText.length > 0
                width: parent.width

                onClicked: dialog.primaryClicked()
            }
            KButton {
                iconName: dialog.secondaryIcon
                objectName: "dialog.secondary"
                text: dialog.secondaryText
                variant: dialog.secondaryVariant
                visible: dialog.secondaryText.length > 0
                width: parent.width

                onClicked: dialog.secondaryClicked()
            }
        }
    }
}
