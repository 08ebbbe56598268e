import QtQuick
import Kiosk.Theme

// Whose terminal this is, the time, and the modes; in the same place on every citizen page.
Rectangle {
    id: bar

    property string title
    property string subtitle
    property date now
    // The rest of the bar does not change while the modes are off limits (a printing page keeps them).
    readonly property list<string> weekdays: [qsTr("星期日"), qsTr("星期一"), qsTr("星期二"), qsTr("星期三"), qsTr("星期四"), qsTr("星期五"), qsTr("星期六")]
    readonly property string clockText: Qt.formatTime(now, "HH:mm")
    readonly property string dateText: Theme.landscape && !Theme.elder ? qsTr("%1年%2月%3日 %4").arg(now.getFullYear()).arg(now.getMonth() + 1).arg(now.getDate()).arg(weekdays[now.getDay()] ?? "") : qsTr("%1月%2日").arg(now.getMonth() + 1).arg(now.getDate())
    // Where there is no place beside the names, the time stands under the title.
    readonly property bool clockBelow: Theme.elder || clockLine.implicitWidth > clock.room

    signal languageRequested
    signal volumeRequested
    signal elderToggled
    signal contrastToggled
    signal lowPositionToggled
    // Touches on what is nothing to press, the mark and the clock: a technician's way in
    signal knocked(string place)

    color: Theme.color.topBar
    implicitHeight: Theme.layout.topBar

    Rectangle {
        anchors.bottom: parent.bottom
        color: Theme.color.onTopBar
        height: Theme.border.highContrast
        visible: Theme.highContrast
        width: parent.width
    }
    Icon {
        id: mark

        anchors.verticalCenter: parent.verticalCenter
        color: Theme.highContrast ? Theme.color.primary : Theme.color.onTopBar
        innerColor: Theme.color.topBar
        name: "brand"
        objectName: "bar.mark"
        size: Theme.size.mark
        x: Theme.spacing.pageMargin

        TapHandler {
            onTapped: bar.knocked("mark")
        }
    }
    Column {
        id: names

        anchors.left: mark.right
        anchors.leftMargin: Theme.spacing.s2
        anchors.verticalCenter: parent.verticalCenter

        readonly property real room: modes.x - x - Theme.spacing.s3 - (clock.visible ? clock.width + clock.anchors.leftMargin : 0)

        OneLine {
            id: titleText

            readonly property bool wraps: leastWidth > room

            bold: true
            color: Theme.color.onTopBar
            font.pixelSize: Theme.type.body
            height: wraps ? 2 * Theme.size.barLine : Theme.size.barLine
            text: bar.title
            room: names.room
            width: wraps ? room : Math.min(naturalWidth, room)
        }
        OneLine {
            id: subtitleText

            color: Theme.color.onTopBar
            font.pixelSize: Theme.type.caption
            height: Theme.size.barLine
            text: bar.clockBelow ? (leastTime.advanceWidth <= names.room ? bar.clockText + "    " + bar.dateText : bar.clockText) : bar.subtitle
            visible: !titleText.wraps
            room: names.room
            width: Math.min(naturalWidth, room)
            wrapMode: Text.NoWrap

            TapHandler {
                enabled: bar.clockBelow

                onTapped: bar.knocked("clock")
            }
        }
    }
    TextMetrics {
        id: leastSubtitle

        font.family: subtitleText.font.family
        font.pixelSize: subtitleText.minimumPixelSize
        text: bar.subtitle
    }
    TextMetrics {
        id: leastTime

        font: leastSubtitle.font
        text: bar.clockText + "    " + bar.dateText
    }
    Column {
        id: clock

        objectName: "bar.clock"

        readonly property real room: modes.x - names.x - Theme.spacing.s3 - anchors.leftMargin - Math.max(titleText.leastWidth, leastSubtitle.advanceWidth)

        anchors.left: names.right
        anchors.leftMargin: Theme.landscape ? Theme.size.clockGapWide : Theme.size.clockGap
        anchors.verticalCenter: parent.verticalCenter
        visible: !bar.clockBelow

        TapHandler {
            onTapped: bar.knocked("clock")
        }
        KText {
            id: clockLine

            bold: true
            color: Theme.color.onTopBar
            font.pixelSize: Theme.size.clockText
            height: Theme.size.barLine
            text: bar.clockText
            wrapMode: Text.NoWrap
        }
        KText {
            color: Theme.color.onTopBar
            font.pixelSize: Theme.type.caption
            height: Theme.size.barLine
            text: bar.dateText
            visible: implicitWidth <= clock.room // the names go before the date
            wrapMode: Text.NoWrap
        }
    }
    Row {
        id: modes

        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        anchors.verticalCenter: parent.verticalCenter
        spacing: Theme.spacing.s1

        ModeButton {
            accessibleName: qsTr("语言 Language")
            iconName: "mode-lang"
            objectName: "mode.language"
            text: qsTr("语言")

            onClicked: bar.languageRequested()
        }
        ModeButton {
            iconName: "mode-volume"
            objectName: "mode.volume"
            text: qsTr("音量")

            onClicked: bar.volumeRequested()
        }
        ModeButton {
            checkable: true
            checked: Theme.elder
            iconName: "mode-elder"
            objectName: "mode.elder"
            text: qsTr("长辈版")

            onClicked: bar.elderToggled()
        }
        ModeButton {
            checkable: true
            checked: Theme.highContrast
            iconName: "mode-contrast"
            objectName: "mode.contrast"
            text: qsTr("高对比")

            onClicked: bar.contrastToggled()
        }
        ModeButton {
            checkable: true
            checked: Theme.lowPosition
            iconName: "mode-low"
            objectName: "mode.low"
            text: qsTr("低位")

            onClicked: bar.lowPositionToggled()
        }
    }
}
