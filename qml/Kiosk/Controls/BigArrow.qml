import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// A thick arrow to the right; rotate it to point elsewhere. Its length is its width.
Item {
    id: arrow

    property color color: Theme.color.primary
    property real stroke: Theme.size.arrowStroke
    readonly property real head: height / 2 - stroke / 2

    implicitHeight: Theme.size.arrowHead

    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            startX: arrow.stroke / 2
            startY: arrow.height / 2
            strokeColor: arrow.color
            strokeWidth: arrow.stroke

            PathLine {
                x: arrow.width - arrow.stroke / 2
                y: arrow.height / 2
            }
            PathMove {
                x: arrow.width - arrow.stroke / 2 - arrow.head
                y: arrow.height / 2 - arrow.head
            }
            PathLine {
                x: arrow.width - arrow.stroke / 2
                y: arrow.height / 2
            }
            PathLine {
                x: arrow.width - arrow.stroke / 2 - arrow.head
                y: arrow.height / 2 + arrow.head
            }
        }
    }
}
