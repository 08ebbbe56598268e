import QtQuick
import QtQuick.Shapes
import Kiosk.Theme

// Seconds left, as a number in a ring that empties.
Item {
    id: ring

    property int seconds: 0
    property int total: 30
    property color color: Theme.color.warningIcon
    readonly property real stroke: Theme.size.ringStroke

    Accessible.name: qsTr("剩余 %1 秒").arg(seconds)
    Accessible.role: Accessible.ProgressBar
    implicitHeight: Theme.size.ring
    implicitWidth: Theme.size.ring

    Rectangle {
        anchors.fill: parent
        border.color: Theme.highContrast ? Theme.color.card : Theme.color.tileBorder
        border.width: ring.stroke
        color: "transparent"
        radius: width / 2
    }
    Shape {
        anchors.fill: parent

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            strokeColor: ring.color
            strokeWidth: ring.stroke

            PathAngleArc {
                centerX: ring.width / 2
                centerY: ring.height / 2
                radiusX: (ring.width - ring.stroke) / 2
                radiusY: (ring.height - ring.stroke) / 2
                startAngle: -90
                sweepAngle: 360 * Math.min(1, ring.seconds / Math.max(1, ring.total))
            }
        }
    }
    KText {
        anchors.centerIn: parent
        bold: true
        font.pixelSize: Theme.size.ringText
        text: ring.seconds
    }
}
