import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The home page of a lying screen.
Item {
    id: view

    required property HomeBase home
    readonly property real margin: Theme.spacing.pageMargin
    // Tiles share what larger type leaves of the height.
    readonly property real room: height - 2 * Theme.spacing.s2
    readonly property int sides: home.withExpert ? 3 : 2

    function shared(tall: real, tiles: real, others: real): real {
        return Math.max(Theme.target.min, Math.floor(tall * Math.min(1, (room - others) / tiles)));
    }

    component Side: HomeShortcut {
        gap: Theme.spacing.s3
        height: view.shared(Theme.size.homeSide, Theme.size.homeCard + view.sides * Theme.size.homeSide, view.sides * Theme.spacing.rowGap)
        iconSize: Theme.size.homeSideIcon
        inset: Theme.size.homeSideInset
        textSize: Theme.type.bodyL
        width: Theme.grid.left
    }

    Card {
        id: cardHint

        height: view.shared(Theme.size.homeCard, Theme.size.homeCard + view.sides * Theme.size.homeSide, view.sides * Theme.spacing.rowGap)
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
        OneLine {
            id: hintText

            anchors.top: hintTitle.bottom
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: qsTr("办理时放在读卡区")
            visible: leastWidth <= width // else the picture has its place
            width: parent.width
        }
        IdCardPicture {
            id: smallCard

            width: Theme.size.homeIdCard
            x: Theme.size.homeIdCardX
            y: hintText.visible ? Theme.size.homeIdCardY : hintTitle.y + hintTitle.height
        }
        BigArrow {
            anchors.left: smallCard.right
            height: Theme.size.homeArrowHead
            rotation: 90
            stroke: Theme.size.homeArrowStroke
            width: Theme.size.homeArrow
            y: smallCard.y + Theme.spacing.s3
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
        OneLine {
            anchors.bottom: parent.bottom
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: qsTr("读卡区在屏幕右下方")
            width: parent.width
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

            onClicked: view.home.elderRequested()
        }
        Side {
            detail: qsTr("按部门连线")
            iconName: "dev-call"
            objectName: "home.expert"
            text: qsTr("视频专家")
            visible: view.home.withExpert

            onClicked: view.home.expertRequested()
        }
        Side {
            detail: qsTr("地址与时间")
            iconName: "act-pin"
            objectName: "home.outlet"
            text: qsTr("网点指引")

            onClicked: view.home.outletRequested()
        }
    }
    Item {
        id: middle

        height: view.room
        width: Theme.grid.middle
        x: view.margin + Theme.grid.left + Theme.spacing.gutter
        y: Theme.spacing.s2

        readonly property real tiles: 2 * Theme.size.tileFrequentHeight + 3 * Theme.size.tileCategoryHeight
        readonly property real others: search.height + 2 * (Theme.spacing.s2 + hotTitle.height + Theme.spacing.s1) + 3 * Theme.spacing.rowGap
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
                width: middle.width - (view.home.withProgress ? middle.quarter + parent.spacing : 0) - (view.home.withPickup ? middle.quarter + parent.spacing : 0)

                onClicked: view.home.searchRequested()
            }
            HomeShortcut {
                height: parent.height
                iconName: "act-progress"
                objectName: "home.progress"
                text: qsTr("办件进度")
                visible: view.home.withProgress
                width: middle.quarter

                onClicked: view.home.progressRequested()
            }
            HomeShortcut {
                height: parent.height
                iconName: "act-ticket"
                objectName: "home.pickup"
                text: qsTr("取件码")
                visible: view.home.withPickup
                width: middle.quarter

                onClicked: view.home.pickupRequested()
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
                model: view.home.hotItems.slice(0, 6)

                HomeItemTile {
                    height: view.shared(Theme.size.tileFrequentHeight, middle.tiles, middle.others)
                    kind: Tile.Frequent
                    width: middle.third

                    onClicked: view.home.itemChosen(modelData.id)
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
                model: view.home.government

                HomeCategoryTile {
                    height: view.shared(Theme.size.tileCategoryHeight, middle.tiles, middle.others)
                    kind: Tile.Category
                    width: middle.quarter

                    onClicked: view.home.categoryChosen(modelData.id)
                }
            }
        }
    }
    Item {
        id: finances

        readonly property real tiles: 6 * Theme.size.tileFinanceHeight + 2 * Theme.size.search
        readonly property real others: 6 * Theme.spacing.rowGap

        height: middle.height
        width: Theme.grid.right
        x: middle.x + middle.width + Theme.spacing.gutter
        y: Theme.spacing.s2

        SectionTitle {
            id: financeTitle

            height: view.shared(Theme.size.search, finances.tiles, finances.others)
            text: qsTr("金融服务")
            width: parent.width
        }
        Column {
            anchors.top: financeTitle.bottom
            spacing: Theme.spacing.rowGap

            Repeater {
                model: view.home.finance

                HomeCategoryTile {
                    height: view.shared(Theme.size.tileFinanceHeight, finances.tiles, finances.others)
                    kind: Tile.Finance
                    width: Theme.grid.right

                    onClicked: view.home.categoryChosen(modelData.id)
                }
            }
            HomeShortcut {
                chevron: true
                height: view.shared(Theme.size.search, finances.tiles, finances.others)
                iconName: "act-notice"
                objectName: "home.notices"
                text: view.home.notices.length > 0 ? qsTr("公告 %1 条").arg(view.home.notices.length) : qsTr("公告与网点")
                textSize: Theme.type.body
                width: Theme.grid.right

                onClicked: view.home.noticesRequested()
            }
        }
    }
}
