import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Where to put a hand: the side of the machine in words, and drawn.
Card {
    id: card

    // As kiosk::shell::MachinePlan has it; empty where nobody told
    required property var place
    readonly property bool known: (place.devices ?? []).length > 0

    padding: Theme.spacing.s3

    KText {
        id: word

        bold: true
        font.pixelSize: Theme.type.label
        objectName: "device.where"
        text: card.place.word ?? ""
        width: parent.width
    }
    Loader {
        active: card.known
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: word.bottom
        anchors.topMargin: Theme.spacing.s2

        sourceComponent: MachineSketch {
            place: card.place
        }
    }
}
