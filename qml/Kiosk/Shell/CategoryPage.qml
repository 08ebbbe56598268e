import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The items of a category; where there is none on this terminal, where to go instead.
Item {
    id: page

    required property string name
    property string iconName
    property string hue
    // [{id, name, detail, icon, instant, free, available, reason, card}]
    required property var items
    // [{name, detail, icon}]
    property var alternatives: []
    readonly property bool none: items.length === 0
    readonly property real margin: Theme.spacing.pageMargin

    signal itemChosen(string id)

    PageTitle {
        id: title

        detail: page.none ? "" : qsTr("共 %1 项，请选一项").arg(page.items.length)
        text: page.name
        width: page.width - 2 * page.margin
        x: page.margin
        y: Theme.size.pageTop
    }
    PagedColumn {
        height: page.height - y - Theme.layout.pageBottom
        model: page.items
        visible: !page.none
        width: title.width
        x: page.margin
        y: title.y + title.height

        delegate: ListRow {
            id: entry

            readonly property var item: parent?.modelData ?? null

            detail: item?.available === false ? (item?.reason ?? qsTr("暂时不能办")) : (item?.detail ?? "")
            hue: page.hue
            iconName: item?.icon ?? page.iconName
            objectName: "item." + (item?.id ?? "")
            text: item?.name ?? ""
            width: parent?.width ?? 0
            tags: [item?.available === false ? {
                    "icon": "st-paused",
                    "text": qsTr("暂停"),
                    "tone": StatusChip.Warning
                } : null, item?.instant ? {
                    "icon": "st-ok",
                    "text": qsTr("当场办结"),
                    "tone": StatusChip.Success
                } : null, item?.free ? {
                    "icon": "cat-ecny",
                    "text": qsTr("免费"),
                    "tone": StatusChip.Info
                } : null].filter(tag => tag)

            onClicked: page.itemChosen(item.id)
        }
    }
    Column {
        spacing: Theme.spacing.blockGap
        visible: page.none
        width: title.width
        x: page.margin
        y: title.y + title.height

        InfoBar {
            detail: qsTr("下面这些地方可以办，也可以按“呼叫帮办”问工作人员")
            objectName: "category.none"
            text: qsTr("这台机器还不能办这一类事")
            width: parent.width
        }
        Repeater {
            model: page.alternatives

            ListRow {
                required property int index
                required property var modelData

                objectName: "place." + index
                chevron: false
                detail: modelData.detail ?? ""
                enabled: false
                iconName: modelData.icon ?? "act-pin"
                text: modelData.name
                width: parent?.width ?? 0
            }
        }
    }
}
