import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// The terminal from the front, in a drawing of 288 × 756 units, with the part in question filled and ringed.
Item {
    id: machine

    // "", "reader", "paper", "camera", "code", "pinpad", "screen"
    property string part
    // More than one part at once, for taking paper and card.
    property list<string> parts: part ? [part] : []
    property color lineColor: Theme.color.illusLine
    property bool paperOut: false
    readonly property real u: width / 288
    readonly property real pen: Math.max(1, 3 * u)
    readonly property real slotCentre: 571 * u
    readonly property real readerCentreX: 224.5 * u
    readonly property real readerCentreY: 461.5 * u

    function lit(name: string): bool {
        return parts.includes(name);
    }

    implicitHeight: Math.round(756 * u)

    component Box: Rectangle {
        property real bx
        property real by
        property real bw
        property real bh
        property real br: 12

        border.color: machine.lineColor
        border.width: machine.pen
        color: Theme.color.illusBody
        height: bh * machine.u
        radius: br * machine.u
        width: bw * machine.u
        x: bx * machine.u
        y: by * machine.u
    }
    component Plain: Rectangle {
        property real bx
        property real by
        property real bw
        property real bh
        property real br: 0

        height: bh * machine.u
        radius: br * machine.u
        width: bw * machine.u
        x: bx * machine.u
        y: by * machine.u
    }
    component Halo: Rectangle {
        property real cx
        property real cy
        property real r

        border.color: Theme.color.primary
        border.width: Theme.highContrast ? machine.pen : 0
        color: Theme.highContrast ? "transparent" : Theme.color.primary
        height: width
        opacity: Theme.highContrast ? 1 : Theme.ratio.haloOpacity
        radius: width / 2
        width: 2 * r * machine.u
        x: cx * machine.u - width / 2
        y: cy * machine.u - height / 2
    }

    Shape {
        anchors.fill: parent

        ShapePath {
            fillColor: Theme.color.illusBase
            joinStyle: ShapePath.RoundJoin
            startX: 46 * machine.u
            startY: 714 * machine.u
            strokeColor: machine.lineColor
            strokeWidth: machine.pen

            PathLine {
                x: 244 * machine.u
                y: 714 * machine.u
            }
            PathLine {
                x: 260 * machine.u
                y: 754 * machine.u
            }
            PathLine {
                x: 29 * machine.u
                y: 754 * machine.u
            }
            PathLine {
                x: 46 * machine.u
                y: 714 * machine.u
            }
        }
    }
    Box {
        bh: 716
        br: 40
        bw: 288
        bx: 0
        by: 0
    }
    Plain {
        bh: 9
        br: 4.5
        bw: 92
        bx: 98
        by: 22
        color: Theme.color.primary
    }
    Halo {
        cx: 144
        cy: 55
        r: 40
        visible: machine.lit("camera")
    }
    Box {
        bh: 22
        border.color: machine.lit("camera") ? Theme.color.primary : machine.lineColor
        br: 11
        bw: 22
        bx: 133
        by: 44
        color: machine.lit("camera") ? Theme.color.primary : Theme.color.card
    }
    Plain {
        bh: 7
        br: 3.5
        bw: 7
        bx: 140.5
        by: 51.5
        color: machine.lit("camera") ? Theme.color.onPrimary : Theme.color.illusDark
    }
    Box {
        bh: 303
        border.color: machine.lit("screen") ? Theme.color.primary : machine.lineColor
        br: 16
        bw: 236
        bx: 26
        by: 82
        color: Theme.color.illusShade
    }
    Plain {
        bh: 43
        br: 14
        bw: 230
        bx: 29
        by: 84
        color: Theme.color.primary
    }
    Plain {
        bh: 18
        bw: 230
        bx: 29
        by: 109
        color: Theme.color.primary
    }
    Repeater {
        model: 12

        Plain {
            required property int index

            bh: 38
            border.color: machine.lineColor
            border.width: Theme.highContrast ? machine.pen : 0
            br: 6
            bw: 53
            bx: 47 + 70 * (index % 3)
            by: 150 + 53 * Math.floor(index / 3)
            color: Theme.color.card
        }
    }
    Box {
        bh: 116
        br: 20
        bw: 257
        bx: 16
        by: 403
        color: Theme.color.illusPanel
    }
    Halo {
        cx: 63.5
        cy: 461.5
        r: 62
        visible: machine.lit("code")
    }
    Box {
        bh: 69
        bw: 61
        bx: 33
        by: 427
        color: machine.lit("code") ? Theme.color.primary : Theme.color.card
    }
    Repeater {
        model: [[46, 442, 14], [67, 442, 14], [46, 464, 14], [68, 465, 11]]

        Plain {
            required property var modelData

            bh: modelData[2]
            br: 2
            bw: modelData[2]
            bx: modelData[0]
            by: modelData[1]
            color: machine.lit("code") ? Theme.color.onPrimary : machine.lineColor
        }
    }
    Box {
        bh: 78
        bw: 73
        bx: 108
        by: 422
        color: machine.lit("pinpad") ? Theme.color.primary : Theme.color.card
    }
    Repeater {
        model: 9

        Plain {
            required property int index

            bh: 10
            br: 5
            bw: 10
            bx: 119 + 20 * (index % 3)
            by: 437 + 19 * Math.floor(index / 3)
            color: machine.lit("pinpad") ? Theme.color.onPrimary : machine.lineColor
        }
    }
    Halo {
        cx: 224.5
        cy: 461.5
        r: 74
        visible: machine.lit("reader")
    }
    Halo {
        cx: 224.5
        cy: 461.5
        r: 55
        visible: machine.lit("reader")
    }
    Box {
        bh: 71
        border.color: machine.lit("reader") ? Theme.color.primary : machine.lineColor
        bw: 69
        bx: 190
        by: 426
        color: machine.lit("reader") ? Theme.color.primary : Theme.color.card
    }
    Rectangle {
        border.color: machine.lit("reader") ? Theme.color.onPrimary : machine.lineColor
        border.width: machine.pen
        color: "transparent"
        height: 29 * machine.u
        radius: 6 * machine.u
        width: 42 * machine.u
        x: 203.5 * machine.u
        y: 447 * machine.u
    }
    Plain {
        bh: 3.5
        bw: 13
        bx: 212
        by: 465
        color: machine.lit("reader") ? Theme.color.onPrimary : machine.lineColor
    }
    Plain {
        bh: 10
        bw: 3.5
        bx: 232
        by: 457
        color: machine.lit("reader") ? Theme.color.onPrimary : machine.lineColor
    }
    Plain {
        bh: 60
        border.color: Theme.color.primary
        border.width: Theme.highContrast ? machine.pen : 0
        br: 30
        bw: 250
        bx: 19
        by: 541
        color: Theme.highContrast ? "transparent" : Theme.color.primary
        opacity: Theme.highContrast ? 1 : Theme.ratio.haloOpacity
        visible: machine.lit("paper")
    }
    Plain {
        bh: 24
        br: 12
        bw: 182
        bx: 53
        by: 559
        color: machine.lit("paper") ? Theme.color.primary : Theme.color.illusDark
    }
    Rectangle {
        border.color: Theme.color.primary
        border.width: machine.pen
        color: Theme.color.paper
        height: 88 * machine.u
        visible: machine.paperOut
        width: 142 * machine.u
        x: 73 * machine.u
        y: 571 * machine.u

        Repeater {
            model: [110, 110, 74]

            Rectangle {
                required property int index
                required property real modelData

                color: Theme.color.paperInk
                height: 5 * machine.u
                radius: height / 2
                width: modelData * machine.u
                x: 16 * machine.u
                y: (22 + 20 * index) * machine.u
            }
        }
    }
    Plain {
        bh: 4
        br: 2
        bw: 76
        bx: 106
        by: 676
        color: machine.lineColor
    }
}
