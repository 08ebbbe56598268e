import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Thanks; everything is cleared.
Item {
    id: page

    // Seconds until the terminal is idle again
    property int remaining: 5
    property string outcome: qsTr("这次的事已经办完")
    property bool printed: true
    // After a crash: the citizen may still stand there and wonder.
    property bool restarted: false

    signal finished

    Column {
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.spacing.s3
        width: Math.min(parent.width - 2 * Theme.spacing.pageMargin, Theme.grid.wide)
        y: Math.round((parent.height - height) * Theme.ratio.farewellTop)

        Rectangle {
            anchors.horizontalCenter: parent.horizontalCenter
            border.color: Theme.color.success
            border.width: Theme.highContrast ? Theme.border.highContrast : 0
            color: Theme.color.successSoft
            height: width
            radius: width / 2
            width: Theme.size.farewellDisc

            Icon {
                anchors.centerIn: parent
                color: Theme.color.success
                name: page.restarted ? "st-info" : "st-ok"
                size: Theme.size.farewellIcon
            }
        }
        KText {
            Accessible.name: text
            Accessible.role: Accessible.Heading
            bold: true
            font.pixelSize: Theme.type.display
            horizontalAlignment: Text.AlignHCenter
            text: page.restarted ? qsTr("机器刚才重新启动了") : qsTr("谢谢，再见")
            width: parent.width
        }
        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.bodyL
            horizontalAlignment: Text.AlignHCenter
            text: page.outcome
            visible: text.length > 0
            width: parent.width
        }
        Card {
            height: facts.height + 2 * Theme.spacing.cardPadding
            width: parent.width

            Column {
                id: facts

                spacing: Theme.spacing.s2
                width: parent.width

                Repeater {
                    model: [qsTr("您的信息已从这台机器清除"), page.printed ? qsTr("请带好身份证、材料和随身物品") : qsTr("请带好身份证和随身物品")]

                    Row {
                        id: fact

                        required property int index
                        required property string modelData

                        spacing: Theme.spacing.s2
                        width: facts.width

                        Icon {
                            anchors.verticalCenter: parent.verticalCenter
                            color: fact.index === 0 ? Theme.color.success : Theme.color.primary
                            name: fact.index === 0 ? "st-lock" : "dev-idcard"
                            size: Theme.size.iconButton
                        }
                        KText {
                            anchors.verticalCenter: parent.verticalCenter
                            bold: true
                            text: fact.modelData
                            width: parent.width - Theme.size.iconButton - parent.spacing
                        }
                    }
                }
            }
        }
    }
    KButton {
        objectName: "farewell.finish"
        size: KButton.Main
        text: page.remaining > 0 ? qsTr("回到首页（%1 秒）").arg(page.remaining) : qsTr("回到首页")
        width: Theme.landscape ? Theme.grid.side : parent.width - 2 * Theme.spacing.pageMargin
        x: Math.round((parent.width - width) / 2)
        y: parent.height - height - Theme.layout.pageBottom

        onClicked: page.finished()
    }
}
