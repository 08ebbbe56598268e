import QtQuick
import Kiosk.Theme

// Names and values in two columns (elder: one), with hairlines. A value may have a masked form; `revealed` shows
// the full one, `concealed` hides everything, for the time something lies over the page.
Item {
    id: grid

    // [{label, value, full (optional), wide (optional)}]
    property var fields: []
    property bool revealed: false
    property bool concealed: false
    readonly property int columns: Theme.elder ? 1 : 2
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

    implicitHeight: column.height + 2 * Theme.size.fieldPad

    Surface {
        anchors.fill: parent
    }
    Column {
        id: column

        width: parent.width
        y: Theme.size.fieldPad

        Repeater {
            model: grid.rows

            Item {
                id: line

                required property int index
                required property var modelData

                height: cells.height + (index > 0 ? Theme.border.standard : 0)
                width: column.width

                Divider {
                    visible: line.index > 0
                    width: parent.width - 2 * Theme.border.standard
                    x: Theme.border.standard
                }
                Divider {
                    height: parent.height
                    visible: line.modelData.length > 1
                    x: Math.round((parent.width - width) / 2)
                }
                Row {
                    id: cells

                    y: line.index > 0 ? Theme.border.standard : 0

                    Repeater {
                        model: line.modelData

                        Item {
                            id: cell

                            required property var modelData
                            readonly property real inset: Theme.size.fieldInset

                            Accessible.name: cell.modelData.label + " " + grid.shown(cell.modelData)
                            Accessible.role: Accessible.StaticText
                            height: Math.max(Theme.size.fieldRow, Theme.elder ? Math.max(name.height, value.height) : value.y + value.height + Theme.spacing.s1)
                            width: column.width / line.modelData.length

                            KText {
                                id: name

                                color: Theme.color.text2
                                font.pixelSize: Theme.type.label
                                height: Theme.elder ? cell.height : Theme.size.fieldName
                                text: cell.modelData.label
                                width: Theme.elder ? Math.round(cell.width * Theme.ratio.fieldNameShare) : cell.width - 2 * cell.inset
                                x: cell.inset
                                y: Theme.elder ? 0 : Theme.size.fieldNameY
                            }
                            KText {
                                id: value

                                bold: true
                                lineHeight: Theme.lineHeight.tile
                                text: grid.shown(cell.modelData)
                                width: cell.width - x - cell.inset
                                x: Theme.elder ? name.x + name.width : cell.inset
                                y: Theme.elder ? Math.round((cell.height - height) / 2) : name.y + name.height
                            }
                        }
                    }
                }
            }
        }
    }
}
