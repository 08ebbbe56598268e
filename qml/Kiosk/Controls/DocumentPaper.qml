import QtQuick
import Kiosk.Theme

// A sheet of paper: the real preview when there is one, else a drawing of it that shows no data.
Rectangle {
    id: paper

    property string title
    // image: or data: URL of the first page
    property url source
    property string footer
    property bool sample: true
    readonly property real u: width / 100
    readonly property color ink: Theme.color.paperLine

    border.color: Theme.color.illusLine
    border.width: Theme.border.standard
    // Paper is white in every mode.
    color: Theme.color.paper
    implicitHeight: Math.round(width * Theme.ratio.paperRatio)
    radius: Theme.radius.r4

    Image {
        id: picture

        anchors.fill: parent
        anchors.margins: Theme.border.standard
        asynchronous: true
        cache: false
        fillMode: Image.PreserveAspectFit
        mipmap: true
        source: paper.source
        sourceSize.width: Math.round(paper.width * 2)
        visible: status === Image.Ready
    }
    Item {
        anchors.fill: parent
        visible: !picture.visible

        Text {
            color: Theme.color.paperText
            font.bold: true
            font.family: Theme.family
            font.pixelSize: Math.max(1, Math.round(paper.u * 5.4))
            fontSizeMode: Text.HorizontalFit
            horizontalAlignment: Text.AlignHCenter
            minimumPixelSize: 1
            renderType: Text.NativeRendering
            text: paper.title
            width: paper.width - paper.u * 8
            x: paper.u * 4
            y: paper.u * 11
        }
        Repeater {
            model: [[7.5, 26, 23], [38, 26, 15], [61, 26, 31], [7.5, 34, 48], [7.5, 41, 35], [7.5, 111, 48], [7.5, 117, 38]]

            Line {
                required property var modelData

                width: paper.u * modelData[2]
                x: paper.u * modelData[0]
                y: paper.u * modelData[1]
            }
        }
        Repeater {
            model: 9

            Rectangle {
                id: tableRow

                required property int index

                border.color: paper.ink
                border.width: 1
                color: "transparent"
                height: paper.u * 7.1 + 1
                width: paper.u * 85
                x: paper.u * 7.5
                y: paper.u * (48 + 7.0 * index)

                Repeater {
                    model: 4

                    Line {
                        required property int index

                        width: paper.u * 14
                        x: paper.u * (3.6 + index * 21 + (index > 1 ? 3 : 0))
                        y: paper.u * 2.6
                    }
                }
            }
        }
        Repeater {
            model: [30.5, 54, 73]

            Rectangle {
                required property real modelData

                color: paper.ink
                height: paper.u * 56
                width: 1
                x: paper.u * modelData
                y: paper.u * 48
            }
        }
        Repeater {
            model: [[77, 111], [86.5, 111], [77, 120]]

            Rectangle {
                required property var modelData

                border.color: Theme.color.paperCode
                border.width: Math.max(1, paper.u)
                color: "transparent"
                height: paper.u * 6
                width: paper.u * 6
                x: paper.u * modelData[0]
                y: paper.u * modelData[1]
            }
        }
        Repeater {
            model: [[86.5, 120, 3], [90, 122.5, 3]]

            Rectangle {
                required property var modelData

                color: Theme.color.paperCode
                height: paper.u * modelData[2]
                width: height
                x: paper.u * modelData[0]
                y: paper.u * modelData[1]
            }
        }
        Text {
            color: Theme.color.paperText
            font.family: Theme.family
            font.pixelSize: Math.max(1, Math.round(paper.u * 4.2))
            horizontalAlignment: Text.AlignHCenter
            renderType: Text.NativeRendering
            text: paper.footer
            width: paper.width
            y: paper.u * 131
        }
        Repeater {
            model: paper.sample ? [[13, 41], [58, 41], [13, 86], [58, 86], [35, 122]] : []

            Text {
                required property var modelData

                color: Theme.color.paperMark
                font.bold: true
                font.family: Theme.family
                font.pixelSize: Math.max(1, Math.round(paper.u * 6.6))
                rotation: -28
                // On the paper itself, which is Chinese in every language
                text: "样张 无效"
                x: paper.u * modelData[0]
                y: paper.u * modelData[1]
            }
        }
    }

    component Line: Rectangle {
        color: paper.ink
        height: paper.u * 2.5
        radius: height / 2
    }
}
