import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What the citizen is told before anything is read or asked, and agrees to.
StepPage {
    id: page

    property string heading: qsTr("办理前请先看一看")
    // [{icon, title, text}]
    required property var paragraphs
    property string agreeText: qsTr("我已看完并同意")
    property bool agreed: false
    // Seconds that must pass before it can be agreed to (domain rule for some items)
    property int readSeconds: 0

    acceptAfter: true
    acceptIcon: "act-right"
    acceptReady: agreed && readSeconds <= 0
    acceptText: qsTr("下一步")
    cancelText: qsTr("取消办理")
    note: readSeconds > 0 ? qsTr("请先看 %1 秒").arg(readSeconds) : (agreed ? "" : qsTr("勾选同意后才能继续"))
    title: heading
    withSide: Theme.landscape

    component Agree: Card {
        height: Theme.size.agreeRow
        padding: 0

        CheckRow {
            anchors.fill: parent
            anchors.leftMargin: Theme.spacing.cardPadding
            anchors.rightMargin: Theme.spacing.cardPadding
            checked: page.agreed
            objectName: "notice.agree"
            text: page.agreeText

            onClicked: page.agreed = !page.agreed
        }
    }

    Card {
        id: card

        height: parent.height - (Theme.landscape ? 0 : agree.height + Theme.spacing.blockGap)
        padding: Theme.spacing.s5
        width: parent.width

        PagedColumn {
            anchors.fill: parent
            model: page.paragraphs
            spacing: Theme.spacing.s4

            delegate: Row {
                id: paragraph

                readonly property var entry: parent?.modelData ?? null

                spacing: Theme.spacing.s3
                width: parent?.width ?? 0

                IconBox {
                    height: Theme.size.noticeBox
                    iconName: paragraph.entry?.icon ?? "st-info"
                    iconSize: Theme.size.iconInline
                    width: Theme.size.noticeBox
                }
                Column {
                    width: parent.width - Theme.size.noticeBox - parent.spacing

                    KText {
                        bold: true
                        font.pixelSize: Theme.type.bodyL
                        text: paragraph.entry?.title ?? ""
                        width: parent.width
                    }
                    KText {
                        color: Theme.color.text2
                        text: paragraph.entry?.text ?? ""
                        width: parent.width
                    }
                }
            }
        }
    }
    Agree {
        id: agree

        anchors.top: card.bottom
        anchors.topMargin: Theme.spacing.blockGap
        visible: !Theme.landscape
        width: parent.width
    }
    side: Agree {
        anchors.bottom: parent?.bottom
        width: parent?.width ?? 0
    }
}
