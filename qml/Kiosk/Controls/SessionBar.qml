import QtQuick
import Kiosk.Theme

// Who is being served, how they were verified, how long is left, and the way out.
Rectangle {
    id: bar

    property string person
    property string verified
    // Seconds; below zero hides it.
    property int remaining: -1
    // Landscape: the item's name, which the step bar has no room for.
    property string itemName
    // Not while printing, nor before card and paper are taken.
    property bool exitVisible: true
    readonly property string remainingText: {
        const seconds = Math.max(0, remaining);
        return String(Math.floor(seconds / 60)).padStart(2, "0") + ":" + String(seconds % 60).padStart(2, "0");
    }

    signal exitRequested

    color: Theme.color.card
    implicitHeight: Theme.layout.sessionBar

    component Part: Row {
        spacing: Theme.spacing.s1 + Theme.spacing.hair
        height: bar.height
    }

    Divider {
        anchors.bottom: parent.bottom
        width: parent.width
    }
    Row {
        height: parent.height
        spacing: Theme.size.sessionGap
        x: Theme.spacing.pageMargin

        Part {
            spacing: Theme.spacing.s2

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.primary
                name: "cat-photo"
                size: Theme.size.iconInline
            }
            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                font.pixelSize: Theme.type.label
                text: bar.person
                wrapMode: Text.NoWrap
            }
        }
        Divider {
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.size.sessionDivider
            visible: bar.verified.length > 0
        }
        Part {
            visible: bar.verified.length > 0

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.success
                name: "st-ok"
                size: Theme.size.iconInline
            }
            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                color: Theme.color.success
                font.pixelSize: Theme.type.label
                text: bar.verified
                wrapMode: Text.NoWrap
            }
        }
        Divider {
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.size.sessionDivider
            visible: bar.remaining >= 0
        }
        Part {
            visible: bar.remaining >= 0

            Icon {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.text2
                name: "st-wait"
                size: Theme.size.iconInline
            }
            KText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.text2
                font.pixelSize: Theme.type.label
                text: qsTr("剩余")
                wrapMode: Text.NoWrap
            }
            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                font.pixelSize: Theme.type.label
                text: bar.remainingText
                wrapMode: Text.NoWrap
            }
        }
        Divider {
            anchors.verticalCenter: parent.verticalCenter
            height: Theme.size.sessionDivider
            visible: Theme.landscape && bar.itemName.length > 0
        }
        KText {
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: bar.itemName
            visible: Theme.landscape && bar.itemName.length > 0
            wrapMode: Text.NoWrap
        }
    }
    KButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        height: Theme.size.exitButtonHeight
        iconName: "act-exit"
        objectName: "session.exit"
        size: KButton.Slim
        text: qsTr("退出")
        textSize: Theme.type.label
        variant: KButton.Danger
        visible: bar.exitVisible
        width: Math.max(implicitWidth, Theme.size.exitButtonWidth)

        onClicked: bar.exitRequested()
    }
}
