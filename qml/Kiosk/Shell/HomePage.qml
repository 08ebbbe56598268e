import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Everything the terminal offers, on one screen without scrolling.
Item {
    id: page

    // [{id, name, icon, available}], six are shown; a line break in the name is kept
    required property var hotItems
    // 12 + 6 in the standard's order: [{id, domain: "gov"|"fin", name, fullName, icon, hue}]
    required property var categories
    // Twelve for elder mode: [{id, name, detail, icon, available}]
    required property var elderItems
    // [{title, text}]
    property var notices: []
    property bool withProgress: true
    property bool withPickup: true
    property bool withSpeech: true
    property bool withExpert: true

    readonly property var government: categories.filter(category => category.domain === "gov")
    readonly property var finance: categories.filter(category => category.domain === "fin")
    readonly property string noticeText: notices.length > 0 ? notices[0].title : qsTr("欢迎使用自助服务")

    signal itemChosen(string id)
    signal categoryChosen(string id)
    signal searchRequested
    signal noticesRequested
    signal progressRequested
    signal pickupRequested
    signal allItemsRequested
    signal readAloudRequested
    signal expertRequested
    signal outletRequested
    signal elderRequested

    component HotTile: Tile {
        required property var modelData

        available: modelData.available !== false
        iconName: modelData.icon
        objectName: "item." + modelData.id
        text: modelData.name

        onClicked: page.itemChosen(modelData.id)
    }
    component CategoryTile: Tile {
        required property var modelData

        accessibleName: modelData.fullName ?? modelData.name
        available: modelData.available !== false
        hue: modelData.hue
        iconName: modelData.icon
        objectName: "category." + modelData.id
        text: modelData.name

        onClicked: page.categoryChosen(modelData.id)
    }
    // A white shortcut with an icon and one or two lines.
    component Shortcut: Pressable {
        id: shortcut

        property string iconName
        property string detail
        property real iconSize: Theme.size.iconInline
        property real gap: Theme.spacing.s2
        property real inset: Theme.spacing.s3
        property int textSize: Theme.type.body
        property bool chevron: false

        accessibleDescription: detail
        radius: Theme.radius.tile

        Surface {
            anchors.fill: parent
            borderColor: shortcut.down ? Theme.color.primary : Theme.color.tileBorder
            fill: shortcut.down ? Theme.color.primarySoft : Theme.color.card
            radius: shortcut.radius
        }
        Icon {
            id: shortcutIcon

            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: shortcut.iconName
            size: shortcut.iconSize
            x: shortcut.inset
        }
        Column {
            anchors.left: shortcutIcon.right
            anchors.leftMargin: shortcut.gap
            anchors.right: chevronIcon.visible ? chevronIcon.left : parent.right
            anchors.rightMargin: Theme.spacing.s1
            anchors.verticalCenter: parent.verticalCenter

            KText {
                bold: true
                fit: true
                font.pixelSize: shortcut.textSize
                lineHeight: Theme.lineHeight.tile
                text: shortcut.text
                width: parent.width
                wrapMode: Text.NoWrap
            }
            KText {
                color: Theme.color.text2
                fit: true
                font.pixelSize: Theme.type.caption
                lineHeight: Theme.lineHeight.tile
                text: shortcut.detail
                visible: shortcut.detail.length > 0
                width: parent.width
                wrapMode: Text.NoWrap
            }
        }
        Icon {
            id: chevronIcon

            anchors.right: parent.right
            anchors.rightMargin: Theme.spacing.s3
            anchors.verticalCenter: parent.verticalCenter
            color: Theme.color.primary
            name: "act-next"
            size: Theme.size.iconSmall
            visible: shortcut.chevron
        }
    }

    Loader {
        anchors.fill: parent
        sourceComponent: Theme.elder ? elderView : (Theme.landscape ? landscapeView : portraitView)
    }

    Component {
        id: portraitView

        Item {
            id: view

            readonly property real margin: Theme.spacing.pageMargin
            readonly property real wide: width - 2 * margin

            Pressable {
                id: notice

                accessibleName: qsTr("公告与网点")
                accessibleDescription: page.noticeText
                height: Theme.size.noticeBar
                objectName: "home.notices"
                radius: Theme.radius.tile
                width: view.wide
                x: view.margin
                y: Theme.spacing.s4

                onClicked: page.noticesRequested()

                Rectangle {
                    anchors.fill: parent
                    border.color: Theme.color.tileBorder
                    border.width: Theme.highContrast ? Theme.border.highContrast : 0
                    color: notice.down ? Theme.color.illusShade : Theme.color.primarySoft
                    radius: notice.radius
                }
                Icon {
                    anchors.verticalCenter: parent.verticalCenter
                    color: Theme.color.primary
                    name: "act-notice"
                    size: Theme.size.iconInline
                    x: Theme.spacing.s3
                }
                KText {
                    anchors.verticalCenter: parent.verticalCenter
                    fit: true
                    font.pixelSize: Theme.type.label
                    text: page.noticeText
                    width: more.x - x - Theme.spacing.s2
                    wrapMode: Text.NoWrap
                    x: Theme.size.noticeTextX
                }
                Row {
                    id: more

                    anchors.right: parent.right
                    anchors.rightMargin: Theme.spacing.s3
                    anchors.verticalCenter: parent.verticalCenter
                    spacing: Theme.spacing.s1

                    KText {
                        anchors.verticalCenter: parent.verticalCenter
                        bold: true
                        color: Theme.color.primary
                        font.pixelSize: Theme.type.label
                        text: qsTr("公告与网点")
                        wrapMode: Text.NoWrap
                    }
                    Icon {
                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.primary
                        name: "act-next"
                        size: Theme.size.iconSmall
                    }
                }
            }
            Row {
                id: search

                anchors.top: notice.bottom
                anchors.topMargin: Theme.spacing.s3
                height: Theme.size.search
                spacing: Theme.spacing.gutter
                x: view.margin

                SearchField {
                    editable: false
                    height: parent.height
                    placeholder: qsTr("输入首字母，如 CBZM")
                    width: view.wide - (page.withProgress ? Theme.grid.span3 + parent.spacing : 0) - (page.withPickup ? Theme.grid.span3 + parent.spacing : 0)

                    onClicked: page.searchRequested()
                }
                Shortcut {
                    detail: qsTr("可补评价")
                    height: parent.height
                    iconName: "act-progress"
                    objectName: "home.progress"
                    text: qsTr("办件进度")
                    visible: page.withProgress
                    width: Theme.grid.span3

                    onClicked: page.progressRequested()
                }
                Shortcut {
                    detail: qsTr("凭码取件")
                    height: parent.height
                    iconName: "act-ticket"
                    objectName: "home.pickup"
                    text: qsTr("取件码")
                    visible: page.withPickup
                    width: Theme.grid.span3

                    onClicked: page.pickupRequested()
                }
            }
            SectionTitle {
                id: hotTitle

                anchors.top: search.bottom
                anchors.topMargin: Theme.spacing.s3
                text: qsTr("大家常办")
                width: view.wide
                x: view.margin
            }
            Grid {
                id: hot

                anchors.top: hotTitle.bottom
                anchors.topMargin: Theme.spacing.titleGap
                columnSpacing: Theme.spacing.gutter
                columns: 3
                rowSpacing: Theme.spacing.rowGap
                x: view.margin

                Repeater {
                    model: page.hotItems.slice(0, 6)

                    HotTile {
                        height: Theme.size.tileFrequentHeight
                        kind: Tile.Frequent
                        width: Theme.grid.span4
                    }
                }
            }
            SectionTitle {
                id: governmentTitle

                anchors.top: hot.bottom
                anchors.topMargin: Theme.spacing.s3
                text: qsTr("政务服务")
                width: view.wide
                x: view.margin
            }
            Grid {
                id: government

                anchors.top: governmentTitle.bottom
                anchors.topMargin: Theme.spacing.titleGap
                columnSpacing: Theme.spacing.gutter
                columns: 4
                rowSpacing: Theme.spacing.rowGap
                x: view.margin

                Repeater {
                    model: page.government

                    CategoryTile {
                        height: Theme.size.tileCategoryHeight
                        kind: Tile.Category
                        width: Theme.grid.span3
                    }
                }
            }
            SectionTitle {
                id: financeTitle

                anchors.top: government.bottom
                anchors.topMargin: Theme.spacing.s3
                text: qsTr("金融服务")
                width: view.wide
                x: view.margin
            }
            Grid {
                anchors.top: financeTitle.bottom
                anchors.topMargin: Theme.spacing.titleGap
                columnSpacing: Theme.spacing.gutter
                columns: 3
                rowSpacing: Theme.spacing.rowGap
                x: view.margin

                Repeater {
                    model: page.finance

                    CategoryTile {
                        height: Theme.size.tileFinanceHeight
                        kind: Tile.Finance
                        width: Theme.grid.span4
                    }
                }
            }
        }
    }
    Component {
        id: landscapeView

        Item {
            id: view

            readonly property real margin: Theme.spacing.pageMargin

            Card {
                id: cardHint

                height: Theme.size.homeCard
                padding: Theme.spacing.s3 + Theme.spacing.hair
                width: Theme.grid.left
                x: view.margin
                y: Theme.spacing.s2

                KText {
                    id: hintTitle

                    bold: true
                    fit: true
                    font.pixelSize: Theme.type.bodyL
                    height: Theme.size.homeHintLine
                    text: qsTr("请带好身份证")
                    width: parent.width
                    wrapMode: Text.NoWrap
                    y: Theme.spacing.s1
                }
                KText {
                    id: hintText

                    anchors.top: hintTitle.bottom
                    color: Theme.color.text2
                    fit: true
                    font.pixelSize: Theme.type.label
                    text: qsTr("办理时放在读卡区")
                    width: parent.width
                    wrapMode: Text.NoWrap
                }
                IdCardPicture {
                    id: smallCard

                    width: Theme.size.homeIdCard
                    x: Theme.size.homeIdCardX
                    y: Theme.size.homeIdCardY
                }
                BigArrow {
                    anchors.left: smallCard.right
                    height: Theme.size.homeArrowHead
                    rotation: 90
                    stroke: Theme.size.homeArrowStroke
                    width: Theme.size.homeArrow
                    y: Theme.size.homeIdCardY + Theme.spacing.s3
                }
                Rectangle {
                    anchors.horizontalCenter: parent.horizontalCenter
                    anchors.top: smallCard.bottom
                    anchors.topMargin: -Theme.spacing.hair
                    border.color: Theme.color.primary
                    border.width: Theme.border.button
                    color: Theme.color.card
                    height: Theme.size.homeReader
                    radius: Theme.radius.iconBoxLarge
                    width: Theme.size.homeReaderWidth

                    Rectangle {
                        anchors.fill: parent
                        anchors.margins: Theme.spacing.s2
                        color: Theme.color.primarySoft
                        radius: Theme.radius.r8
                    }
                }
                KText {
                    anchors.bottom: parent.bottom
                    color: Theme.color.text2
                    fit: true
                    font.pixelSize: Theme.type.label
                    text: qsTr("读卡区在屏幕右下方")
                    width: parent.width
                    wrapMode: Text.NoWrap
                }
            }
            Column {
                anchors.top: cardHint.bottom
                anchors.topMargin: Theme.spacing.rowGap
                spacing: Theme.spacing.rowGap
                x: view.margin

                Side {
                    detail: qsTr("字大、选项少")
                    iconName: "mode-elder"
                    objectName: "home.elder"
                    text: qsTr("长辈版")

                    onClicked: page.elderRequested()
                }
                Side {
                    detail: qsTr("按部门连线")
                    iconName: "dev-call"
                    objectName: "home.expert"
                    text: qsTr("视频专家")
                    visible: page.withExpert

                    onClicked: page.expertRequested()
                }
                Side {
                    detail: qsTr("地址与时间")
                    iconName: "act-pin"
                    objectName: "home.outlet"
                    text: qsTr("网点指引")

                    onClicked: page.outletRequested()
                }
            }
            Item {
                id: middle

                height: parent.height - 2 * Theme.spacing.s2
                width: Theme.grid.middle
                x: view.margin + Theme.grid.left + Theme.spacing.gutter
                y: Theme.spacing.s2

                readonly property real quarter: (width - 3 * Theme.spacing.gutter) / 4
                readonly property real third: (width - 2 * Theme.spacing.gutter) / 3

                Row {
                    id: search

                    height: Theme.size.search
                    spacing: Theme.spacing.gutter

                    SearchField {
                        editable: false
                        height: parent.height
                        placeholder: qsTr("输入事项首字母，如 CBZM")
                        width: middle.width - (page.withProgress ? middle.quarter + parent.spacing : 0) - (page.withPickup ? middle.quarter + parent.spacing : 0)

                        onClicked: page.searchRequested()
                    }
                    Shortcut {
                        height: parent.height
                        iconName: "act-progress"
                        objectName: "home.progress"
                        text: qsTr("办件进度")
                        visible: page.withProgress
                        width: middle.quarter

                        onClicked: page.progressRequested()
                    }
                    Shortcut {
                        height: parent.height
                        iconName: "act-ticket"
                        objectName: "home.pickup"
                        text: qsTr("取件码")
                        visible: page.withPickup
                        width: middle.quarter

                        onClicked: page.pickupRequested()
                    }
                }
                SectionTitle {
                    id: hotTitle

                    anchors.top: search.bottom
                    anchors.topMargin: Theme.spacing.s2
                    text: qsTr("大家常办")
                    width: parent.width
                }
                Grid {
                    id: hot

                    anchors.top: hotTitle.bottom
                    anchors.topMargin: Theme.spacing.s1
                    columnSpacing: Theme.spacing.gutter
                    columns: 3
                    rowSpacing: Theme.spacing.rowGap

                    Repeater {
                        model: page.hotItems.slice(0, 6)

                        HotTile {
                            height: Theme.size.tileFrequentHeight
                            kind: Tile.Frequent
                            width: middle.third
                        }
                    }
                }
                SectionTitle {
                    id: governmentTitle

                    anchors.top: hot.bottom
                    anchors.topMargin: Theme.spacing.s2
                    text: qsTr("政务服务")
                    width: parent.width
                }
                Grid {
                    anchors.top: governmentTitle.bottom
                    anchors.topMargin: Theme.spacing.s1
                    columnSpacing: Theme.spacing.gutter
                    columns: 4
                    rowSpacing: Theme.spacing.rowGap

                    Repeater {
                        model: page.government

                        CategoryTile {
                            height: Theme.size.tileCategoryHeight
                            kind: Tile.Category
                            width: middle.quarter
                        }
                    }
                }
            }
            Item {
                height: middle.height
                width: Theme.grid.right
                x: middle.x + middle.width + Theme.spacing.gutter
                y: Theme.spacing.s2

                SectionTitle {
                    id: financeTitle

                    height: Theme.size.search
                    text: qsTr("金融服务")
                    width: parent.width
                }
                Column {
                    anchors.top: financeTitle.bottom
                    spacing: Theme.spacing.rowGap

                    Repeater {
                        model: page.finance

                        CategoryTile {
                            height: Theme.size.tileFinanceHeight
                            kind: Tile.Finance
                            width: Theme.grid.right
                        }
                    }
                    Shortcut {
                        chevron: true
                        height: Theme.size.search
                        iconName: "act-notice"
                        objectName: "home.notices"
                        text: page.notices.length > 0 ? qsTr("公告 %1 条").arg(page.notices.length) : qsTr("公告与网点")
                        textSize: Theme.type.body
                        width: Theme.grid.right

                        onClicked: page.noticesRequested()
                    }
                }
            }
        }
    }

    component Side: Shortcut {
        gap: Theme.spacing.s3
        height: Theme.size.homeSide
        iconSize: Theme.size.homeSideIcon
        inset: Theme.size.homeSideInset
        textSize: Theme.type.bodyL
        width: Theme.grid.left
    }
    Component {
        id: elderView

        Item {
            id: view

            readonly property int columns: Theme.landscape ? 4 : 2
            readonly property real margin: Theme.spacing.pageMargin
            readonly property real cell: (width - 2 * margin - (columns - 1) * Theme.spacing.gutter) / columns

            KText {
                id: greeting

                Accessible.name: text
                Accessible.role: Accessible.Heading
                bold: true
                fit: true
                font.pixelSize: Theme.type.h2
                height: Theme.size.elderGreeting
                text: qsTr("您好，请选要办的事")
                width: view.width - 2 * view.margin
                wrapMode: Text.NoWrap
                x: view.margin
                y: Theme.size.elderGreetingY
            }
            Grid {
                id: grid

                columnSpacing: Theme.spacing.gutter
                columns: view.columns
                rowSpacing: Theme.spacing.rowGap
                x: view.margin
                y: Theme.size.elderGridY

                Repeater {
                    model: page.elderItems.slice(0, 12)

                    HotTile {
                        detail: modelData.detail ?? ""
                        height: Theme.size.tileElderHeight
                        kind: Tile.Elder
                        width: view.cell
                    }
                }
            }
            Row {
                anchors.top: grid.bottom
                anchors.topMargin: Theme.spacing.rowGap
                spacing: Theme.spacing.gutter
                x: view.margin

                KButton {
                    iconName: "act-all"
                    objectName: "home.all"
                    text: qsTr("全部事项")
                    width: page.withSpeech ? (view.width - 2 * view.margin - parent.spacing) / 2 : view.width - 2 * view.margin

                    onClicked: page.allItemsRequested()
                }
                KButton {
                    iconName: "mode-volume"
                    objectName: "home.read"
                    text: qsTr("念给我听")
                    visible: page.withSpeech
                    width: (view.width - 2 * view.margin - parent.spacing) / 2

                    onClicked: page.readAloudRequested()
                }
            }
        }
    }
}
