import QtQuick
import Kiosk.Theme

// Text that shrinks into one line, and takes more lines where even its smallest size has no room in one.
KText {
    id: line

    // Of one line in the smallest size, and in its own
    readonly property real leastWidth: least.advanceWidth
    readonly property real naturalWidth: Math.ceil(natural.advanceWidth)
    // What it may take of the place; where the width follows the words this says it apart.
    property real room: width

    fit: true
    wrapMode: leastWidth <= room ? Text.NoWrap : Text.Wrap

    TextMetrics {
        id: least

        font.family: line.font.family
        font.pixelSize: line.minimumPixelSize
        font.weight: line.font.weight
        text: line.text
    }
    TextMetrics {
        id: natural

        font: line.font
        text: line.text
    }
}
