import QtQuick
import QtQuick.Shapes
import Kiosk.Theme
import Kiosk.Controls

// One side of the machine to scale, and the names of what is on it beside it, that of the device in question filled.
Item {
    id: sketch

    // As kiosk::shell::MachinePlan has it
    required property var place
    readonly property var cabinet: place.cabinet ?? ({
            "width": 1,
            "height": 1
        })
    readonly property var devices: place.devices ?? []
    readonly property var screen: place.screen ?? null
    readonly property bool doorOpen: place.side === "inside"
    readonly property string name: devices.find(device => device.here)?.name ?? ""
    readonly property real nameLine: probe.implicitHeight + Theme.spacing.s1
    // Pixels of a millimetre, so that names find room at both sides
    readonly property real dots: Math.max(0, Math.min((width - 2 * (Theme.size.sketchName + Theme.spacing.s4)) / cabinet.width, height / cabinet.height))
    readonly property real bodyWidth: Math.round(cabinet.width * dots)
    readonly property real bodyHeight: Math.round(cabinet.height * dots)
    readonly property real bodyX: Math.round((width - bodyWidth) / 2)
    readonly property real nameWidth: bodyX - Theme.spacing.s4
    readonly property var marks: placed(devices)

    // From above; of what is side by side, the outer one first, so that no line crosses another.
    function order(one: var, other: var): real {
        const beside = one.y < other.y + other.height && other.y < one.y + one.height;
        const inwards = one.left ? one.x - other.x : other.x - one.x;
        return beside ? inwards : one.middle - other.middle;
    }
    // Each name stands as near to its device as those above and below let it.
    function placed(devices: var): var {
        const marks = devices.map(device => Object.assign({
                        "left": device.x + device.width / 2 < cabinet.width / 2,
                        "middle": (device.y + device.height / 2) * dots,
                        "nameY": 0
                    }, device));
        for (const left of [true, false]) {
            const column = marks.filter(mark => mark.left === left).sort(order);
            let free = 0;
            for (const mark of column) {
                mark.nameY = Math.max(free, mark.middle - nameLine / 2);
                free = mark.nameY + nameLine;
            }
            let end = height;
            for (const mark of column.reverse()) {
                mark.nameY = Math.round(Math.min(mark.nameY, end - nameLine));
                end = mark.nameY;
            }
        }
        return marks;
    }

    Accessible.name: name + "：" + place.word
    Accessible.role: Accessible.Graphic

    KText {
        id: probe

        font.pixelSize: Theme.type.caption
        text: "位"
        visible: false
    }
    Rectangle {
        id: door

        border.color: Theme.color.controlBorder
        border.width: Theme.border.standard
        color: Theme.color.illusPanel
        height: sketch.bodyHeight
        radius: Theme.radius.r4
        visible: sketch.doorOpen
        width: Theme.spacing.s2
        x: sketch.bodyX - width
    }
    Rectangle {
        id: body

        border.color: Theme.color.controlBorder
        border.width: Theme.border.standard
        color: sketch.doorOpen ? Theme.color.bg : Theme.color.illusPanel
        height: sketch.bodyHeight
        radius: Theme.radius.r8
        width: sketch.bodyWidth
        x: sketch.bodyX

        Rectangle {
            border.color: Theme.color.controlBorder
            border.width: Theme.border.standard
            color: Theme.color.illusShade
            height: sketch.screen ? sketch.screen.height * sketch.dots : 0
            radius: Theme.radius.r4
            visible: sketch.screen !== null
            width: sketch.screen ? sketch.screen.width * sketch.dots : 0
            x: sketch.screen ? sketch.screen.x * sketch.dots : 0
            y: sketch.screen ? sketch.screen.y * sketch.dots : 0

            KText {
                anchors.centerIn: parent
                color: Theme.color.text2
                font.pixelSize: Theme.type.caption
                text: "屏幕"
                visible: implicitWidth < parent.width
                wrapMode: Text.NoWrap
            }
        }
    }
    Repeater {
        model: sketch.marks

        Item {
            id: mark

            required property var modelData
            readonly property bool here: modelData.here
            readonly property color ink: here ? Theme.color.primary : Theme.color.controlBorder
            readonly property real edgeX: sketch.bodyX + (modelData.left ? modelData.x : modelData.x + modelData.width) * sketch.dots
            readonly property real nameEdgeX: modelData.left ? sketch.nameWidth : sketch.width - sketch.nameWidth

            anchors.fill: parent
            z: here ? 1 : 0

            Rectangle {
                border.color: mark.ink
                border.width: Theme.border.standard
                color: mark.here ? Theme.color.primary : Theme.color.illusShade
                height: Math.max(mark.modelData.height * sketch.dots, Theme.spacing.s2)
                radius: Theme.radius.r4
                width: Math.max(mark.modelData.width * sketch.dots, Theme.spacing.s2)
                x: Math.round(sketch.bodyX + mark.modelData.x * sketch.dots)
                y: Math.round(mark.modelData.y * sketch.dots)
            }
            Shape {
                anchors.fill: parent

                ShapePath {
                    fillColor: "transparent"
                    startX: mark.edgeX
                    startY: mark.modelData.middle
                    strokeColor: mark.ink
                    strokeWidth: mark.here ? Theme.border.selected : Theme.border.standard

                    PathLine {
                        x: mark.nameEdgeX
                        y: mark.modelData.nameY + sketch.nameLine / 2
                    }
                }
            }
            Rectangle {
                color: Theme.color.primaryFill
                height: sketch.nameLine
                radius: Theme.radius.r8
                visible: mark.here
                width: label.contentWidth + 2 * Theme.spacing.s1
                x: mark.modelData.left ? mark.nameEdgeX - width : mark.nameEdgeX
                y: mark.modelData.nameY
            }
            KText {
                id: label

                bold: mark.here
                color: mark.here ? Theme.color.onPrimary : Theme.color.text2
                font.pixelSize: Theme.type.caption
                height: sketch.nameLine
                horizontalAlignment: mark.modelData.left ? Text.AlignRight : Text.AlignLeft
                text: mark.modelData.name
                verticalAlignment: Text.AlignVCenter
                width: sketch.nameWidth - Theme.spacing.s1
                wrapMode: Text.NoWrap
                x: mark.modelData.left ? 0 : mark.nameEdgeX + Theme.spacing.s1
                y: mark.modelData.nameY
            }
        }
    }
}
