import QtQuick
import QtQuick.Shapes
import Kiosk.Theme
import Kiosk.Controls

// Puts the identity card on the reader. One animation frame stands still where motion is reduced.
StepPage {
    id: page

    // "waiting", "reading", "error", "removed"
    property string phase: "waiting"
    // Sentence for the error state
    property string errorText
    // Seconds
    property int remaining: -1
    // Where the reader is on this model, in words
    property string place: qsTr("屏幕右下方")
    property bool otherMethods: true
    readonly property bool waiting: phase === "waiting"

    signal switchRequested

    acceptIcon: otherMethods ? "act-switch" : ""
    acceptText: !otherMethods ? "" : (Theme.landscape ? qsTr("换一种方式") : qsTr("没带身份证，换一种方式"))
    acceptVariant: KButton.Secondary
    cancelText: qsTr("取消办理")
    detail: qsTr("放平不动，约 2 秒读完，正反面都可以")
    note: qsTr("身份信息只用于本次办理，办完自动清除")
    noteIcon: "st-lock"
    title: qsTr("请将身份证放在读卡区")
    withSide: Theme.landscape

    onAccepted: switchRequested()

    component Status: InfoBar {
        detail: page.phase === "error" || page.phase === "removed" ? qsTr("请再放一次，放平不动") : ""
        iconName: {
            switch (page.phase) {
            case "reading":
                return "dev-idcard";
            case "error":
            case "removed":
                return "st-card-error";
            default:
                return "st-wait";
            }
        }
        objectName: "identify.status"
        text: {
            switch (page.phase) {
            case "reading":
                return qsTr("正在读卡，请不要拿开");
            case "removed":
                return qsTr("身份证拿开得太早了");
            case "error":
                return page.errorText.length > 0 ? page.errorText : qsTr("没有读到身份证");
            default:
                return Theme.elder ? qsTr("读卡器在%1，请放卡").arg(page.place) : qsTr("读卡器在%1，正在等您放卡").arg(page.place);
            }
        }
        tone: page.phase === "error" || page.phase === "removed" ? InfoBar.Warning : InfoBar.Info
        trailing: page.remaining >= 0 ? timeLeft : null
    }

    Component {
        id: timeLeft

        KText {
            font.pixelSize: Theme.type.label
            color: Theme.color.text2
            text: qsTr("剩余 <b>%1</b>").arg(String(Math.floor(page.remaining / 60)).padStart(2, "0") + ":" + String(page.remaining % 60).padStart(2, "0"))
            textFormat: Text.StyledText
            wrapMode: Text.NoWrap
        }
    }
    Card {
        id: card

        readonly property bool low: height < Theme.size.identifyPicture

        height: Theme.landscape ? parent.height : Math.min(Theme.size.identifyPicture, parent.height - status.height - Theme.spacing.blockGap)
        padding: 0
        width: parent.width

        Row {
            id: drawing

            readonly property real u: Math.min(card.height / Theme.size.identifyPicture, 1)

            anchors.horizontalCenter: parent.horizontalCenter
            height: parent.height
            spacing: 0

            Item {
                height: parent.height
                width: machine.width + dots.width

                MachinePicture {
                    id: machine

                    anchors.verticalCenter: parent.verticalCenter
                    part: "reader"
                    width: Math.round(Theme.size.identifyMachine * drawing.u)
                }
                Row {
                    id: dots

                    leftPadding: Theme.spacing.s2
                    rightPadding: Theme.spacing.s2
                    spacing: Theme.spacing.s1
                    x: machine.width
                    y: machine.y + machine.readerCentreY - height / 2

                    Repeater {
                        model: 4

                        Rectangle {
                            color: Theme.color.primary
                            height: Theme.size.guideDot
                            radius: height / 2
                            width: height
                        }
                    }
                }
            }
            Rectangle {
                id: panel

                anchors.verticalCenter: parent.verticalCenter
                border.color: Theme.color.controlBorder
                border.width: Theme.highContrast ? Theme.border.standard : 0
                color: Theme.color.illusPanel
                height: Math.round(Theme.size.identifyPanelHeight * drawing.u)
                radius: Theme.radius.card
                width: Theme.size.identifyPanel

                Shape {
                    height: idCard.height
                    width: idCard.width
                    x: idCard.x
                    y: Theme.size.identifyGhostY * drawing.u

                    ShapePath {
                        dashPattern: [4, 3]
                        fillColor: "transparent"
                        startX: 0
                        startY: idCard.radius
                        strokeColor: Theme.color.paperInk
                        strokeStyle: ShapePath.DashLine
                        strokeWidth: Theme.border.standard

                        PathArc {
                            radiusX: idCard.radius
                            radiusY: idCard.radius
                            x: idCard.radius
                            y: 0
                        }
                        PathLine {
                            x: idCard.width - idCard.radius
                            y: 0
                        }
                        PathArc {
                            radiusX: idCard.radius
                            radiusY: idCard.radius
                            x: idCard.width
                            y: idCard.radius
                        }
                        PathLine {
                            x: idCard.width
                            y: idCard.height
                        }
                        PathMove {
                            x: 0
                            y: idCard.height
                        }
                        PathLine {
                            x: 0
                            y: idCard.radius
                        }
                    }
                }
                Rectangle {
                    id: reader

                    anchors.bottom: parent.bottom
                    anchors.bottomMargin: Theme.size.identifyReaderBottom * drawing.u
                    anchors.horizontalCenter: parent.horizontalCenter
                    border.color: page.waiting ? Theme.color.primary : (page.phase === "reading" ? Theme.color.success : Theme.color.warningIcon)
                    border.width: Theme.border.selected
                    color: Theme.color.card
                    height: Math.round(Theme.size.identifyReaderHeight * drawing.u)
                    radius: Theme.radius.dialog
                    width: Theme.size.identifyReader

                    Rectangle {
                        anchors.fill: parent
                        anchors.margins: Theme.spacing.s3
                        color: Theme.color.primarySoft
                        radius: Theme.radius.tile

                        Column {
                            anchors.centerIn: parent
                            spacing: -Theme.spacing.s4 * drawing.u

                            Icon {
                                anchors.horizontalCenter: parent.horizontalCenter
                                color: Theme.color.primary
                                name: "dev-idcard"
                                size: Math.round(Theme.size.identifyIcon * drawing.u)
                            }
                            KText {
                                anchors.horizontalCenter: parent.horizontalCenter
                                bold: true
                                color: Theme.color.primary
                                text: qsTr("读卡区")
                                wrapMode: Text.NoWrap
                            }
                        }
                    }
                }
                IdCardPicture {
                    id: idCard

                    readonly property real from: Theme.size.identifyGhostY * drawing.u
                    readonly property real rest: (page.waiting ? Theme.size.identifyCardY : Theme.size.identifyCardOnY) * drawing.u

                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.horizontalCenterOffset: -Theme.spacing.s7 * Theme.ratio.cardAside
                    width: Math.round(Theme.size.identifyCard * drawing.u)
                    y: rest

                    SequentialAnimation on y  {
                        loops: Animation.Infinite
                        running: page.visible && page.waiting && !Theme.reducedMotion

                        NumberAnimation {
                            duration: Theme.time.guideMoveMs
                            easing.type: Easing.OutCubic
                            from: idCard.from
                            to: Theme.size.identifyCardOnY * drawing.u
                        }
                        PauseAnimation {
                            duration: Theme.motion.guideHoldMs
                        }
                    }
                }
                BigArrow {
                    id: arrow

                    rotation: 90
                    visible: page.waiting
                    width: Math.round(Theme.size.identifyArrow * drawing.u)
                    x: idCard.x + idCard.width + Theme.spacing.s7 - width / 2
                    y: idCard.rest + idCard.height / 2 - height / 2
                }
            }
        }
    }
    Status {
        id: status

        anchors.top: card.bottom
        anchors.topMargin: Theme.spacing.blockGap
        visible: !Theme.landscape
        width: parent.width
    }
    side: Column {
        spacing: Theme.spacing.blockGap
        width: parent?.width ?? 0

        Status {
            height: implicitHeight + Theme.spacing.s7
            width: parent.width
        }
    }
}
