import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What an idle terminal shows. A touch anywhere begins. Pictures change by cross-fade; the whole moves by up to
// eight pixels each minute against burn-in.
Item {
    id: page

    required property string title
    required property string subtitle
    required property date now
    // [{headline, detail}]; a line break in the headline is kept
    property var slides: [{
            "headline": qsTr("政务、金融事\n在这里就能办"),
            "detail": qsTr("带上身份证，约 3 分钟拿到证明")
        }, {
            "headline": qsTr("身份信息\n办完自动清除"),
            "detail": qsTr("照片和证件号不会留在机器里")
        }, {
            "headline": qsTr("不转账，不透露\n验证码"),
            "detail": qsTr("凡是要您转账到“安全账户”的都是诈骗")
        }, {
            "headline": qsTr("长辈版\n字大、选项少"),
            "detail": qsTr("右上角按一下“长辈版”，也可以叫人帮忙")
        }]
    // [{name, icon}], six
    property var tiles: [{
            "name": qsTr("社保"),
            "icon": "cat-hrss"
        }, {
            "name": qsTr("医保"),
            "icon": "cat-yibao"
        }, {
            "name": qsTr("公积金"),
            "icon": "cat-gjj"
        }, {
            "name": qsTr("户籍"),
            "icon": "cat-huji"
        }, {
            "name": qsTr("不动产"),
            "icon": "cat-bdc"
        }, {
            "name": qsTr("信用"),
            "icon": "cat-xiny"
        }]
    property int slide: 0
    property int shift: 0
    readonly property bool wide: Theme.landscape
    readonly property real inset: Theme.size.attractInset

    signal started

    Accessible.name: qsTr("轻触屏幕，开始办事")
    Accessible.role: Accessible.Button
    Accessible.onPressAction: page.started()

    Timer {
        interval: Theme.time.attractSlideMs
        repeat: true
        running: page.visible && !Theme.reducedMotion && page.slides.length > 1

        onTriggered: page.slide = (page.slide + 1) % page.slides.length
    }
    Timer {
        interval: Theme.time.attractShiftMs
        repeat: true
        running: page.visible

        onTriggered: page.shift = (page.shift + 1) % 4
    }
    Rectangle {
        anchors.fill: parent
        color: Theme.color.attractGround
    }
    MouseArea {
        anchors.fill: parent
        objectName: "attract.start"

        onReleased: page.started()
    }
    Item {
        id: moving

        height: parent.height
        width: parent.width
        x: page.shift === 1 || page.shift === 2 ? Theme.spacing.s1 : 0
        y: page.shift > 1 ? Theme.spacing.s1 : 0

        Item {
            id: stage

            readonly property real machineWidth: Theme.size.attractMachine
            readonly property real centre: page.wide ? parent.width * Theme.ratio.attractCentre : parent.width / 2

            anchors.fill: parent

            Rectangle {
                color: Theme.color.attractRingOuter
                height: width
                radius: width / 2
                width: Theme.size.attractRingOuter
                x: stage.centre - width / 2
                y: Theme.size.attractRingY - height / 2
            }
            Rectangle {
                color: Theme.color.attractRingInner
                height: width
                radius: width / 2
                width: Theme.size.attractRingInner
                x: stage.centre - width / 2
                y: Theme.size.attractRingY - height / 2
            }
            MachinePicture {
                lineColor: Theme.highContrast ? Theme.color.illusLine : Theme.color.primary
                width: stage.machineWidth
                x: stage.centre - width / 2
                y: Theme.size.attractMachineY
            }
            Repeater {
                model: page.tiles.slice(0, 6)

                Rectangle {
                    id: sample

                    required property int index
                    required property var modelData

                    border.color: Theme.color.controlBorder
                    border.width: Theme.highContrast ? Theme.border.highContrast : 0
                    color: Theme.color.card
                    height: Theme.size.attractTile
                    radius: Theme.radius.dialog
                    width: Theme.size.attractTile
                    x: index < 3 ? stage.centre - Theme.size.attractTileOut : stage.centre + Theme.size.attractTileOut - width
                    y: Theme.size.attractTileY + (index % 3) * Theme.size.attractTilePitch

                    Column {
                        anchors.centerIn: parent

                        Icon {
                            anchors.horizontalCenter: parent.horizontalCenter
                            color: Theme.color.primary
                            name: sample.modelData.icon
                            size: Theme.size.attractIcon
                        }
                        KText {
                            anchors.horizontalCenter: parent.horizontalCenter
                            bold: true
                            fit: true
                            horizontalAlignment: Text.AlignHCenter
                            minimumPixelSize: Theme.size.modeTextMin
                            text: sample.modelData.name
                            width: sample.width - Theme.spacing.s2
                            wrapMode: Text.NoWrap
                        }
                    }
                }
            }
        }
        Icon {
            id: mark

            color: Theme.color.onTopBar
            innerColor: Theme.color.attractGround
            name: "brand"
            size: Theme.size.attractMark
            x: page.inset
            y: Theme.size.attractMarkY
        }
        Column {
            anchors.left: mark.right
            anchors.leftMargin: Theme.size.attractMarkGap
            anchors.verticalCenter: mark.verticalCenter

            KText {
                bold: true
                color: Theme.color.onTopBar
                text: page.title
                wrapMode: Text.NoWrap
            }
            KText {
                color: Theme.color.onTopBar
                font.pixelSize: Theme.type.caption
                text: page.subtitle
                wrapMode: Text.NoWrap
            }
        }
        Repeater {
            model: page.slides

            Column {
                id: words

                required property int index
                required property var modelData

                opacity: index === page.slide ? 1 : 0
                spacing: Theme.spacing.s3
                visible: opacity > 0
                width: page.wide ? Theme.size.attractWords : parent.width - 2 * page.inset
                x: page.inset
                y: Theme.size.attractWordsY

                Behavior on opacity  {
                    enabled: !Theme.reducedMotion

                    NumberAnimation {
                        duration: Theme.motion.page
                        easing.type: Easing.OutCubic
                    }
                }

                KText {
                    bold: true
                    color: Theme.color.onTopBar
                    fit: true
                    font.pixelSize: Theme.type.attractHero
                    height: Theme.size.attractHeadline
                    lineHeight: Theme.lineHeight.tight
                    text: words.modelData.headline
                    verticalAlignment: Text.AlignTop
                    width: parent.width
                    wrapMode: Text.WordWrap
                }
                KText {
                    color: Theme.color.onTopBar
                    font.pixelSize: Theme.type.h2
                    text: words.modelData.detail
                    width: parent.width
                }
            }
        }
    }
    Rectangle {
        id: sheet

        border.color: Theme.color.controlBorder
        border.width: Theme.highContrast ? Theme.border.highContrast : 0
        color: Theme.color.card
        height: Theme.size.attractSheet + radius
        radius: Theme.radius.sheet
        width: parent.width
        y: parent.height - Theme.size.attractSheet

        KButton {
            id: start

            iconAfter: true
            iconName: "act-right"
            iconSize: Theme.size.iconListRow
            objectName: "attract.button"
            size: KButton.Hero
            text: qsTr("轻触屏幕，开始办事")
            textSize: Theme.size.attractButtonText
            variant: KButton.Primary
            width: page.wide ? Theme.size.attractButton : parent.width - 2 * page.inset
            x: page.inset
            y: Theme.size.attractButtonY

            onClicked: page.started()
        }
        Row {
            anchors.verticalCenter: foot.verticalCenter
            spacing: Theme.spacing.s2
            x: page.wide ? start.x + start.width + Theme.spacing.s7 : page.inset

            Repeater {
                model: page.slides.length

                Rectangle {
                    required property int index

                    color: index === page.slide ? Theme.color.primary : Theme.color.controlBorder
                    height: Theme.size.attractDot
                    radius: height / 2
                    width: index === page.slide ? Theme.size.attractDotNow : height
                }
            }
        }
        Row {
            id: foot

            anchors.right: parent.right
            anchors.rightMargin: page.inset
            height: Theme.size.attractFoot
            spacing: Theme.size.attractFootGap
            y: page.wide ? start.y + (start.height - height) / 2 : start.y + start.height + Theme.size.attractFootTop

            KText {
                anchors.verticalCenter: parent.verticalCenter
                color: Theme.color.text2
                font.pixelSize: Theme.type.label
                text: qsTr("公共服务信息 ・ 非广告")
                wrapMode: Text.NoWrap
            }
            Divider {
                anchors.verticalCenter: parent.verticalCenter
                height: Theme.spacing.s5
            }
            KText {
                anchors.verticalCenter: parent.verticalCenter
                bold: true
                font.pixelSize: Theme.type.h1
                text: Qt.formatTime(page.now, "HH:mm")
                wrapMode: Text.NoWrap
            }
        }
    }
}
