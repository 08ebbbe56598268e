import QtQuick
import Kiosk.Theme

// Back, home, help, complaint; help and complaint never move. Where there is no way back the first two places
// hold a reminder, so that a second tap on 返回 hits nothing.
Rectangle {
    id: bar

    property string outlet
    property string terminal
    property string hotline: "12345"
    property string complaintPhone: "12345"
    property bool navigation: true
    property string reminder: qsTr("办理完请取走")
    property string reminderStrong: qsTr("身份证和材料")
    property string reminderIcon: "step-take"

    signal backRequested
    signal homeRequested
    signal helpRequested
    signal complaintRequested

    color: Theme.color.card
    implicitHeight: Theme.layout.bottomBar

    Rectangle {
        color: Theme.highContrast ? Theme.color.onTopBar : Theme.color.divider
        height: Theme.highContrast ? Theme.border.highContrast : Theme.border.standard
        width: parent.width
    }
    Row {
        id: slots

        readonly property real tall: Theme.size.bottomButton
        readonly property real slot: Theme.landscape ? Theme.size.bottomSlot : Theme.grid.span3

        spacing: Theme.spacing.gutter
        x: Theme.spacing.pageMargin
        y: Theme.landscape ? Math.round((bar.height - height) / 2) : Theme.size.bottomButtonY

        KButton {
            height: slots.tall
            iconName: "act-back"
            objectName: "bar.back"
            size: KButton.Bar
            text: qsTr("返回")
            variant: KButton.Neutral
            visible: bar.navigation
            width: Theme.elder && !Theme.landscape ? Theme.size.bottomSlotElder : slots.slot

            onClicked: bar.backRequested()
        }
        KButton {
            height: slots.tall
            iconName: "act-home"
            objectName: "bar.home"
            size: KButton.Bar
            text: qsTr("首页")
            variant: KButton.Neutral
            visible: bar.navigation
            width: Theme.elder && !Theme.landscape ? Theme.size.bottomSlotElder : slots.slot

            onClicked: bar.homeRequested()
        }
        Item {
            height: slots.tall
            visible: !bar.navigation && !(Theme.elder && !Theme.landscape)
            width: 2 * slots.slot + slots.spacing

            Row {
                anchors.verticalCenter: parent.verticalCenter
                spacing: Theme.size.reminderGap

                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.color.primary
                    name: bar.reminderIcon
                    size: Theme.size.iconButton
                }
                Column {
                    anchors.verticalCenter: parent.verticalCenter

                    KText {
                        fit: true
                        font.pixelSize: Theme.type.label
                        height: Theme.size.reminderLine
                        text: bar.reminder
                        width: Math.min(implicitWidth, 2 * slots.slot - Theme.size.iconButton)
                        wrapMode: Text.NoWrap
                    }
                    KText {
                        bold: true
                        fit: true
                        font.pixelSize: Theme.type.label
                        height: Theme.size.reminderLine
                        text: bar.reminderStrong
                        width: Math.min(implicitWidth, 2 * slots.slot - Theme.size.iconButton)
                        wrapMode: Text.NoWrap
                    }
                }
            }
        }
        KButton {
            height: slots.tall
            iconName: "act-help"
            objectName: "bar.help"
            size: KButton.Bar
            text: !Theme.elder ? qsTr("呼叫帮办") : (bar.navigation ? qsTr("叫人帮忙") : qsTr("按一下，叫人帮忙"))
            textSize: Theme.elder ? (bar.navigation ? Theme.type.body : Theme.type.bodyL) : Theme.type.body
            variant: Theme.elder ? KButton.Primary : KButton.Help
            width: {
                if (Theme.landscape)
                    return Theme.size.bottomHelp;
                if (!Theme.elder)
                    return slots.slot;
                return bar.navigation ? Theme.size.bottomHelpElder : Theme.size.bottomHelpElderHome;
            }

            onClicked: bar.helpRequested()
        }
        KButton {
            height: slots.tall
            iconName: "act-complain"
            objectName: "bar.complaint"
            size: KButton.Bar
            subText: Theme.landscape || (Theme.elder && !bar.navigation) ? "" : bar.complaintPhone
            text: {
                if (Theme.landscape)
                    return qsTr("监督投诉 %1").arg(bar.complaintPhone);
                if (Theme.elder)
                    return bar.navigation ? qsTr("投诉") : qsTr("投诉 %1").arg(bar.complaintPhone);
                return qsTr("监督投诉");
            }
            textSize: Theme.elder ? Theme.type.label : Theme.type.body
            variant: KButton.Neutral
            width: {
                if (Theme.landscape)
                    return Theme.size.bottomComplaint;
                if (!Theme.elder)
                    return slots.slot;
                return bar.navigation ? Theme.size.bottomComplaintElder : Theme.size.bottomComplaintElderHome;
            }

            onClicked: bar.complaintRequested()
        }
    }
    KText {
        id: line

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        color: Theme.color.text2
        fit: true
        font.pixelSize: Theme.type.caption
        height: Theme.landscape ? parent.height : Theme.size.bottomLine
        horizontalAlignment: Theme.landscape ? Text.AlignRight : Text.AlignHCenter
        maximumLineCount: 2
        text: Theme.elder ? (Theme.landscape ? "" : qsTr("办理完请取走身份证和材料") + "  ・  ") + qsTr("终端 %1").arg(bar.terminal.split("-").slice(1).join("-")) : bar.outlet + "     " + qsTr("终端 %1").arg(bar.terminal) + "     " + qsTr("咨询 %1").arg(bar.hotline)
        width: Theme.landscape ? parent.width - slots.x - slots.width - Theme.spacing.gutter - Theme.spacing.pageMargin : parent.width - 2 * Theme.spacing.pageMargin
        wrapMode: Theme.landscape ? Text.Wrap : Text.NoWrap
    }
}
