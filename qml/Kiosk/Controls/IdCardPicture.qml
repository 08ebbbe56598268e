import QtQuick
import Kiosk.Theme

// An identity card without any data, 304 × 192 units.
Rectangle {
    id: card

    readonly property real u: width / 304

    border.color: Theme.color.primary
    border.width: Math.max(2, 3 * u)
    color: Theme.color.paper
    implicitHeight: Math.round(192 * u)
    radius: 20 * u

    Repeater {
        model: [[29, 40, 125], [29, 72, 98], [29, 105, 118], [29, 150, 178]]

        Rectangle {
            required property var modelData

            color: Theme.color.paperInk
            height: 9 * card.u
            radius: height / 2
            width: modelData[2] * card.u
            x: modelData[0] * card.u
            y: modelData[1] * card.u
        }
    }
    Rectangle {
        clip: true
        color: Theme.color.paperSoft
        height: 94 * card.u
        radius: 8 * card.u
        width: 78 * card.u
        x: 196 * card.u
        y: 31 * card.u

        Rectangle {
            color: Theme.color.paperBlue
            height: width
            radius: width / 2
            width: 31 * card.u
            x: 23 * card.u
            y: 18 * card.u
        }
        Item {
            clip: true
            height: 34 * card.u
            width: 58 * card.u
            x: 10 * card.u
            y: 60 * card.u

            Rectangle {
                color: Theme.color.paperBlue
                height: 70 * card.u
                radius: 29 * card.u
                width: parent.width
            }
        }
    }
}
