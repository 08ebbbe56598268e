import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The home page of an upright screen.
Item {
    id: view

    required property HomeBase home
    readonly property real margin: Theme.spacing.pageMargin
    readonly property real wide: width - 2 * margin
    // Tiles share what larger type leaves of the height.
    readonly property real tiles: 2 * Theme.size.tileFrequentHeight + 3 * Theme.size.tileCategoryHeight + 2 * Theme.size.tileFinanceHeight
    readonly property real others: notice.y + notice.height + search.height + 3 * hotTitle.height + 4 * Theme.spacing.s3 + 3 * Theme.spacing.titleGap + 4 * Theme.spacing.rowGap + Theme.spacing.s4
    readonly property real share: Math.min(1, (height - others) / tiles)

    function shared(tall: real): real {
        return Math.max(Theme.target.min, Math.floor(tall * share));
    }

    Pressable {
        id: notice

        accessibleName: qsTr("公告与网点")
        accessibleDescription: view.home.noticeText
        height: Theme.size.noticeBar
        objectName: "home.notices"
        radius: Theme.radius.tile
        width: view.wide
        x: view.margin
        y: Theme.spacing.s4

        onClicked: view.home.noticesRequested()

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
            text: view.home.noticeText
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
            width: view.wide - (view.home.withProgress ? Theme.grid.span3 + parent.spacing : 0) - (view.home.withPickup ? Theme.grid.span3 + parent.spacing : 0)

            onClicked: view.home.searchRequested()
        }
        HomeShortcut {
            detail: qsTr("可补评价")
            height: parent.height
            iconName: "act-progress"
            objectName: "home.progress"
            text: qsTr("办件进度")
            visible: view.home.withProgress
            width: Theme.grid.span3

            onClicked: view.home.progressRequested()
        }
        HomeShortcut {
            detail: qsTr("凭码取件")
            height: parent.height
            iconName: "act-ticket"
            objectName: "home.pickup"
            text: qsTr("取件码")
            visible: view.home.withPickup
            width: Theme.grid.span3

            onClicked: view.home.pickupRequested()
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
            model: view.home.hotItems.slice(0, 6)

            HomeItemTile {
                height: view.shared(Theme.size.tileFrequentHeight)
                kind: Tile.Frequent
                width: Theme.grid.span4

                onClicked: view.home.itemChosen(modelData.id)
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
            model: view.home.government

            HomeCategoryTile {
                height: view.shared(Theme.size.tileCategoryHeight)
                kind: Tile.Category
                width: Theme.grid.span3

                onClicked: view.home.categoryChosen(modelData.id)
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
            model: view.home.finance

            HomeCategoryTile {
                height: view.shared(Theme.size.tileFinanceHeight)
                kind: Tile.Finance
                width: Theme.grid.span4

                onClicked: view.home.categoryChosen(modelData.id)
            }
        }
    }
}
