import QtQuick
import Kiosk.Theme

// The way on and the way out of a page: cancel left, go on right, apart, never swapped.
Item {
    id: actions

    property string cancelText
    property string text
    property string iconName
    property bool iconAfter: false
    property int variant: KButton.Primary
    property bool ready: true
    property bool cancelEnabled: true
    // Two equal choices: same size, same look
    property bool equal: false
    readonly property bool both: cancelText.length > 0 && text.length > 0

    signal cancelled
    signal accepted

    implicitHeight: Theme.size.buttonMain

    KButton {
        enabled: actions.cancelEnabled
        height: parent.height
        objectName: "action.cancel"
        text: actions.cancelText
        variant: actions.equal ? KButton.Secondary : KButton.Neutral
        visible: actions.cancelText.length > 0
        width: !actions.both ? parent.width : (actions.equal ? (parent.width - Theme.spacing.cancelToNext) / 2 : Theme.size.actionCancel)

        onClicked: actions.cancelled()
    }
    KButton {
        anchors.right: parent.right
        enabled: actions.ready
        height: parent.height
        iconAfter: actions.iconAfter
        iconName: actions.iconName
        objectName: "action.accept"
        text: actions.text
        variant: actions.equal ? KButton.Secondary : actions.variant
        visible: actions.text.length > 0
        width: !actions.both ? parent.width : (actions.equal ? (parent.width - Theme.spacing.cancelToNext) / 2 : parent.width - Theme.size.actionCancel - Theme.spacing.cancelToNext)

        onClicked: actions.accepted()
    }
}
