import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Twelve large items and the way to all others, for elder mode in both orientations.
Item {
    id: view

    required property HomeBase home
    readonly property int columns: Theme.landscape ? 4 : 2
    readonly property real margin: Theme.spacing.pageMargin
    readonly property int rows: 12 / columns
    // Tiles share what larger type leaves of the height.
    readonly property real room: height - grid.y - others.height - rows * Theme.spacing.rowGap - Theme.spacing.s2
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
            model: view.home.elderItems.slice(0, 12)

            HomeItemTile {
                detail: modelData.detail ?? ""
                height: Math.max(Theme.target.elderMin, Math.min(Theme.size.tileElderHeight, Math.floor(view.room / view.rows)))
                kind: Tile.Elder
                width: view.cell

                onClicked: view.home.itemChosen(modelData.id)
            }
        }
    }
    Row {
        id: others

        anchors.top: grid.bottom
        anchors.topMargin: Theme.spacing.rowGap
        spacing: Theme.spacing.gutter
        x: view.margin

        KButton {
            iconName: "act-all"
            objectName: "home.all"
            text: qsTr("全部事项")
            width: view.home.withSpeech ? (view.width - 2 * view.margin - parent.spacing) / 2 : view.width - 2 * view.margin

            onClicked: view.home.allItemsRequested()
        }
        KButton {
            iconName: "mode-volume"
            objectName: "home.read"
            text: qsTr("念给我听")
            visible: view.home.withSpeech
            width: (view.width - 2 * view.margin - parent.spacing) / 2

            onClicked: view.home.readAloudRequested()
        }
    }
}
