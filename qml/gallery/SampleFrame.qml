import QtQuick
import Kiosk.Shell

// The shell's frame around a sample page.
ShellFrame {
    id: frame

    required property Samples samples
    // Whether the citizen has shown the card
    property bool known: false

    identified: known
    itemName: step >= 0 ? samples.item : ""
    now: samples.now
    outlet: samples.outlet
    person: known ? samples.person : ""
    remaining: known ? 165 : -1
    steps: step >= 0 ? samples.steps : []
    subtitle: samples.subtitle
    terminal: samples.terminal
    title: samples.title
    verified: known ? samples.verified : ""
}
