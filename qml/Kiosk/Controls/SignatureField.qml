import QtQuick
import QtQuick.Shapes
import QtQuick.Window
import Kiosk.Theme

// Where a citizen signs with a finger where there is no signature pad. What is written is here until it is cleared or handed
// over, and nowhere else.
Item {
    id: field

    property string name: qsTr("签名框")
    property real pixelsPerMillimetre: Screen.pixelDensity
    // [[{x, y, pressure, time_ms}]], in millimetres; the one that is being written is apart, and drawn apart
    property var strokes: []
    property var line: []
    // A signature, not a dot or a slip of the finger: the same rule as the pads' (kiosk/hal/signature.h).
    readonly property bool enough: !tooLong && written >= (count > 1 ? leastLength : leastLengthOfOne)
    // What does not fit any more is not cut: it is written again
    readonly property bool tooLong: points >= mostPoints
    readonly property int count: strokes.length + (line.length > 0 ? 1 : 0)
    readonly property bool empty: count === 0
    readonly property real leastLength: 20
    readonly property real leastLengthOfOne: 60
    readonly property int mostPoints: 20000
    property real written: 0
    property int points: 0
    property real last: 0
    // When that was by the clock of the wall, which may be set meanwhile: no step of it counts for more than a minute
    property real lastSeen: 0

    // As signatureFrom() of kiosk/hal/signature.h takes it
    signal accepted(var signature)
    signal touched

    function clear(): void {
        strokes = [];
        line = [];
        written = 0;
        points = 0;
        last = 0;
    }
    function accept(): void {
        end();
        if (enough)
            accepted({
                    "width_mm": paper.width / pixelsPerMillimetre,
                    "height_mm": paper.height / pixelsPerMillimetre,
                    "strokes": strokes
                });
    }
    function begin(): void {
        if (empty)
            lastSeen = Date.now();
        touched();
    }
    function end(): void {
        if (line.length > 0)
            strokes = strokes.concat([line]);
        line = [];
    }
    // `at`: a position on the paper; off its edge the edge counts.
    function add(at: point, pressure: real): void {
        if (tooLong)
            return;
        const seen = Date.now();
        last += Math.max(0, Math.min(seen - lastSeen, 60000));
        lastSeen = seen;
        const ink = {
            "x": Math.max(0, Math.min(paper.width, at.x)) / pixelsPerMillimetre,
            "y": Math.max(0, Math.min(paper.height, at.y)) / pixelsPerMillimetre,
            "pressure": pressure > 0 && pressure < 1 ? pressure : 0.5,
            "time_ms": last
        };
        if (line.length > 0)
            written += Math.hypot(ink.x - line[line.length - 1].x, ink.y - line[line.length - 1].y);
        points += 1;
        line = line.concat([ink]);
    }

    component Ink: Shape {
        id: stroke

        property var ink: []

        ShapePath {
            capStyle: ShapePath.RoundCap
            fillColor: "transparent"
            joinStyle: ShapePath.RoundJoin
            strokeColor: Theme.color.text
            strokeWidth: Theme.border.selected

            PathPolyline {
                path: stroke.ink.map(point => Qt.point(point.x * field.pixelsPerMillimetre, point.y * field.pixelsPerMillimetre))
            }
        }
    }

    Item {
        id: paper

        Accessible.description: field.empty ? qsTr("还没有写") : qsTr("已写%1笔").arg(field.count)
        Accessible.name: field.name
        Accessible.role: Accessible.Canvas
        height: parent.height - buttons.height - Theme.spacing.rowGap
        objectName: "signature.paper"
        width: parent.width

        Surface {
            anchors.fill: parent
            borderColor: pen.active ? Theme.color.primary : Theme.color.controlBorder
            borderWidth: Theme.border.button
        }
        KText {
            anchors.centerIn: parent
            color: Theme.color.text2
            horizontalAlignment: Text.AlignHCenter
            text: field.tooLong ? qsTr("写得太长了，请重写") : qsTr("请用手指在框里签名")
            visible: field.empty || field.tooLong
            width: parent.width - 2 * Theme.spacing.cardPadding
        }
        Repeater {
            model: field.strokes

            Ink {
                required property var modelData

                anchors.fill: parent
                ink: modelData
            }
        }
        Ink {
            anchors.fill: parent
            ink: field.line
        }
        PointHandler {
            id: pen

            target: null

            onActiveChanged: {
                if (!active)
                    return field.end();
                field.begin();
                field.add(point.position, point.pressure);
            }
            onPointChanged: {
                if (active && field.line.length > 0)
                    field.add(point.position, point.pressure);
            }
        }
    }
    Row {
        id: buttons

        anchors.bottom: parent.bottom
        anchors.right: parent.right
        spacing: Theme.spacing.cancelToNext

        KButton {
            enabled: !field.empty
            iconName: "act-edit"
            objectName: "signature.clear"
            text: qsTr("重写")
            variant: KButton.Neutral

            onClicked: field.clear()
        }
        KButton {
            enabled: field.enough
            iconName: "act-check"
            objectName: "signature.done"
            text: qsTr("完成")
            variant: KButton.Primary

            onClicked: field.accept()
        }
    }
}
