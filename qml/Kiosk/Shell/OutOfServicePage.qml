import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The terminal cannot serve: why, since when, where else.
Item {
    id: page

    property string title: qsTr("这台机器暂停服务")
    required property string reason
    property string iconName: "st-maintenance"
    // When it is expected back, in words; empty is unknown and says so
    property string expected
    // [{name, detail}]
    property var alternatives: []
    property string code

    readonly property real wanted: Math.min(width - 2 * Theme.spacing.pageMargin, Theme.grid.wide)

    Column {
        id: words

        // The picture goes before the places, and what does not fit of these
        readonly property real places: where.visible ? where.height + (Theme.elder ? 1 : 2) * (Theme.size.takeRow + spacing) + spacing : 0
        readonly property bool tight: Theme.landscape && y + Theme.size.dialogIcon + heading.height + why.height + until.height + places + 3 * spacing > page.height

        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.spacing.s3
        width: page.wanted
        y: Theme.landscape ? Theme.spacing.s5 : Math.round((parent.height - height) * Theme.ratio.farewellTop)

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            border.color: Theme.color.warningIcon
            border.width: Theme.highContrast ? Theme.border.highContrast : 0
            color: Theme.color.warningSoft
            height: width
            radius: width / 2
            visible: !(Theme.landscape && Theme.elder) && !words.tight
            width: Theme.landscape ? Theme.size.dialogIcon : Theme.size.farewellDisc

            Icon {
                anchors.centerIn: parent
                color: Theme.color.warningIcon
                name: page.iconName
                size: parent.width * Theme.ratio.iconShare
            }
        }
        KText {
            id: heading

            Accessible.name: text
            Accessible.role: Accessible.Heading
            bold: true
            font.pixelSize: Theme.type.display
            horizontalAlignment: Text.AlignHCenter
            text: page.title
            width: parent.width
        }
        KText {
            id: why

            color: Theme.color.text2
            font.pixelSize: Theme.type.bodyL
            horizontalAlignment: Text.AlignHCenter
            text: page.reason
            width: parent.width
        }
        InfoBar {
            id: until

            iconName: "st-wait"
            text: page.expected.length > 0 ? qsTr("预计恢复：%1").arg(page.expected) : qsTr("恢复时间还不确定，已通知工作人员")
            width: parent.width
        }
        KText {
            id: where

            bold: true
            font.pixelSize: Theme.type.h2
            text: qsTr("您可以去")
            topPadding: Theme.spacing.s3
            visible: page.alternatives.length > 0
            width: parent.width
        }
        Repeater {
            model: page.alternatives.slice(0, !Theme.landscape ? 3 : (Theme.elder ? 1 : 2))

            Card {
                id: place

                required property int index
                required property var modelData

                height: Math.max(Theme.size.takeRow, name.height + Theme.spacing.s4)
                visible: index === 0 || words.y + where.y + where.height + (index + 1) * (height + words.spacing) <= page.height
                padding: 0
                width: parent?.width ?? 0

                IconBox {
                    id: box

                    anchors.verticalCenter: parent.verticalCenter
                    height: width
                    iconName: "act-pin"
                    iconSize: Theme.size.iconButton
                    width: Theme.size.takeDisc
                    x: Theme.spacing.cardPadding
                }
                Column {
                    id: name

                    anchors.left: box.right
                    anchors.leftMargin: Theme.spacing.s3
                    anchors.right: parent.right
                    anchors.rightMargin: Theme.spacing.cardPadding
                    anchors.verticalCenter: parent.verticalCenter

                    KText {
                        bold: true
                        font.pixelSize: Theme.type.bodyL
                        text: place.modelData.name
                        width: parent.width
                    }
                    KText {
                        color: Theme.color.text2
                        font.pixelSize: Theme.type.label
                        text: place.modelData.detail ?? ""
                        width: parent.width
                    }
                }
            }
        }
    }
    KText {
        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.spacing.s3
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        color: Theme.color.text2
        font.pixelSize: Theme.type.caption
        text: qsTr("代码 %1").arg(page.code)
        visible: page.code.length > 0
        wrapMode: Text.NoWrap
    }
}
