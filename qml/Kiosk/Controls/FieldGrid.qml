import QtQuick
import Kiosk.Theme

// Names and values in two columns (elder: one), with hairlines. A value may have a masked form; `revealed` shows
// the full one, `concealed` hides everything, for the time something lies over the page. Rows close up, then are
// turned page by page, where `limit` leaves no room for them.
Item {
    id: grid

    // [{label, value, full (optional), wide (optional)}]
    property var fields: []
    property bool revealed: false
    property bool concealed: false
    property real limit: 100000
    // Not in a card of somebody else
    property alias framed: surface.visible
    // Elder portrait: one under the other, name beside value
    readonly property bool single: Theme.elder && !Theme.landscape
    readonly property int columns: single ? 1 : 2
    readonly property bool dense: rows.length * (Theme.size.fieldRow + Theme.border.standard) + 2 * Theme.size.fieldPad > limit
    readonly property real rowHeight: dense ? Theme.size.fieldRowDense : Theme.size.fieldRow
    readonly property var rows: {
        const result = [];
        let row = [];
        for (const field of grid.fields) {
            if (field.wide === true && row.length > 0) {
                result.push(row);
                row = [];
            }
            row.push(field);
            if (row.length === grid.columns || field.wide === true) {
                result.push(row);
                row = [];
            }
        }
        if (row.length > 0)
            result.push(row);
        return result;
    }

    function shown(field: var): string {
        if (concealed)
            return "• ".repeat(Math.max(2, Math.min(6, String(field.value).length))).trim();
        return revealed && field.full !== undefined ? field.full : String(field.value ?? "");
    }

    implicitHeight: Math.min(limit, list.wanted + 2 * Theme.size.fieldPad)

    Surface {
        id: surface

        anchors.fill: parent
    }
    PagedColumn {
        id: list

        height: grid.height - 2 * Theme.size.fieldPad
        inset: Theme.spacing.s2
        model: grid.rows
        spacing: 0
        width: parent.width
        y: Theme.size.fieldPad

        delegate: Item {
            id: line

            readonly property int index: parent?.index ?? 0
            readonly property var cells: parent?.modelData ?? []

            height: row.height + (index > 0 ? Theme.border.standard : 0)
            implicitHeight: height
            width: parent?.width ?? 0

            Divider {
                visible: line.index > 0
                width: parent.width - 2 * Theme.border.standard
                x: Theme.border.standard
            }
            Divider {
                height: parent.height
                visible: line.cells.length > 1
                x: Math.round((parent.width - width) / 2)
            }
            Row {
                id: row

                y: line.index > 0 ? Theme.border.standard : 0

                Repeater {
                    model: line.cells

                    Item {
                        id: cell

                        required property var modelData
                        readonly property real inset: Theme.size.fieldInset

                        Accessible.name: cell.modelData.label + " " + grid.shown(cell.modelData)
                        Accessible.role: Accessible.StaticText
                        height: Math.max(grid.rowHeight, grid.single ? value.height : value.y + value.height + Theme.spacing.hair)
                        width: line.width / line.cells.length

                        KText {
                            id: name

                            color: Theme.color.text2
                            fit: true
                            font.pixelSize: Theme.type.label
                            height: grid.single ? cell.height : (grid.dense ? Theme.size.fieldNameDense : Theme.size.fieldName)
                            maximumLineCount: 2
                            text: cell.modelData.label
                            width: grid.single ? Math.round(cell.width * Theme.ratio.fieldNameShare) : cell.width - 2 * cell.inset
                            x: cell.inset
                            y: grid.single || grid.dense ? 0 : Theme.size.fieldNameY
                        }
                        KText {
                            id: value

                            bold: true
                            lineHeight: Theme.lineHeight.tight
                            text: grid.shown(cell.modelData)
                            width: cell.width - x - cell.inset
                            x: grid.single ? name.x + name.width : cell.inset
                            y: grid.single ? Math.round((cell.height - height) / 2) : name.y + name.height
                        }
                    }
                }
            }
        }
    }
}
