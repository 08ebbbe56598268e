import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Search by initials or name. The shell's keyboard covers the bottom of the page while the field is edited.
Item {
    id: page

    property alias query: field.text
    // [{id, name, detail, icon, hue}]
    property var results: []
    // [{name, detail, icon}]: where to go when nothing is found
    property var alternatives: []
    // What is asked for often: [{id, name}]
    property var suggestions: []
    // Height that the keyboard takes
    property real keyboardHeight: 0
    readonly property bool none: query.length > 0 && results.length === 0
    readonly property real margin: Theme.spacing.pageMargin

    signal itemChosen(string id)
    signal helpRequested

    function edit(): void {
        field.edit();
    }

    SearchField {
        id: field

        placeholder: qsTr("输入事项名称或首字母，如 DZSFZ")
        width: page.width - 2 * page.margin
        x: page.margin
        y: Theme.spacing.s3
    }
    KText {
        id: heading

        bold: true
        font.pixelSize: Theme.type.bodyL
        height: Theme.size.faultHeading
        text: {
            if (page.query.length === 0)
                return page.suggestions.length > 0 ? qsTr("大家常搜") : qsTr("输入后马上能看到结果");
            return page.none ? qsTr("没有找到“%1”").arg(page.query) : qsTr("找到 %1 项").arg(page.results.length);
        }
        width: field.width
        x: page.margin
        y: field.y + field.height + Theme.spacing.s1
    }
    Flow {
        spacing: Theme.spacing.s2
        visible: page.query.length === 0
        width: field.width
        x: page.margin
        y: heading.y + heading.height

        Repeater {
            model: page.suggestions

            KButton {
                required property var modelData

                objectName: "item." + modelData.id
                size: KButton.Small
                text: modelData.name
                textSize: Theme.type.body

                onClicked: page.itemChosen(modelData.id)
            }
        }
    }
    PagedColumn {
        height: page.height - y - Math.max(page.keyboardHeight, Theme.layout.pageBottom)
        model: page.results
        visible: page.query.length > 0 && !page.none
        width: field.width
        x: page.margin
        y: heading.y + heading.height

        delegate: ListRow {
            readonly property var item: parent?.modelData ?? null

            detail: item?.detail ?? ""
            hue: item?.hue ?? ""
            iconName: item?.icon ?? "act-search"
            objectName: "item." + (item?.id ?? "")
            text: item?.name ?? ""
            width: parent?.width ?? 0

            onClicked: page.itemChosen(item.id)
        }
    }
    Column {
        id: elsewhere

        readonly property real room: page.height - y - Theme.layout.pageBottom

        spacing: Theme.spacing.blockGap
        visible: page.none
        width: field.width
        x: page.margin
        y: heading.y + heading.height

        InfoBar {
            id: nothing

            detail: qsTr("换个说法试试，或者去这些地方问")
            objectName: "search.none"
            text: qsTr("这台机器上没有这一项")
            width: parent.width
        }
        Column {
            id: places

            spacing: elsewhere.spacing
            visible: page.alternatives.length > 0
            width: parent.width

            Repeater {
                model: page.alternatives

                ListRow {
                    required property int index
                    required property var modelData

                    objectName: "place." + index
                    chevron: false
                    compact: nothing.height + page.alternatives.length * (Theme.size.listRow + elsewhere.spacing) > elsewhere.room
                    detail: modelData.detail ?? ""
                    enabled: false
                    iconName: modelData.icon ?? "act-pin"
                    text: modelData.name
                    width: parent?.width ?? 0
                }
            }
        }
        KButton {
            iconName: "act-help"
            objectName: "search.help"
            text: qsTr("呼叫帮办")
            visible: (!Theme.elder || !Theme.landscape) && nothing.height + places.height + 2 * elsewhere.spacing + height <= elsewhere.room // the bar below has the same
            width: parent.width

            onClicked: page.helpRequested()
        }
    }
}
