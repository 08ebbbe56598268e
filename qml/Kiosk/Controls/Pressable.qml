import QtQuick
import Kiosk.Theme

// Everything that can be pressed. Fires on release, ignores a second press within the time of the tokens, works
// by key and by assistive technology, shows the focus. The look is the child's affair: bind to `down`.
Item {
    id: control

    property string text
    property string accessibleName: text
    property string accessibleDescription
    property int accessibleRole: Accessible.Button
    property bool checkable: false
    property bool checked: false
    property real radius: Theme.radius.button
    // Keys of a pad are pressed twice on purpose; they set 0.
    property int repeatGuard: Theme.time.doublePressIgnoreMs
    readonly property bool down: tap.pressed
    property double pressedAt: 0

    signal clicked

    function trigger(): void {
        const now = Date.now();
        if (!enabled || !visible || now - pressedAt < repeatGuard)
            return;
        pressedAt = now;
        clicked();
    }

    Accessible.checkable: checkable
    Accessible.checked: checked
    Accessible.description: accessibleDescription
    Accessible.focusable: true
    Accessible.name: accessibleName
    Accessible.role: accessibleRole
    activeFocusOnTab: enabled

    Accessible.onPressAction: control.trigger()
    Accessible.onToggleAction: control.trigger()
    Keys.onEnterPressed: event => {
        if (!event.isAutoRepeat)
            control.trigger();
    }
    Keys.onReturnPressed: event => {
        if (!event.isAutoRepeat)
            control.trigger();
    }
    Keys.onSpacePressed: event => {
        if (!event.isAutoRepeat)
            control.trigger();
    }

    // Not a MouseArea: of two quick touches in one place Qt 6.4 makes a double click of the second, and loses it.
    TapHandler {
        id: tap

        // Where the finger came down, in the control's own coordinates
        property point start
        // QEventPoint::Released, for which QML of Qt 6.4 has no word
        readonly property int released: 8

        gesturePolicy: TapHandler.ReleaseWithinBounds

        // A page that is laid out anew moves the control from under the finger: it is still the one that was pressed, if
        // the finger itself has not left it.
        onCanceled: eventPoint => {
            const moved = Qt.point(eventPoint.scenePosition.x - eventPoint.scenePressPosition.x, eventPoint.scenePosition.y - eventPoint.scenePressPosition.y);
            if (eventPoint.state === released && control.contains(Qt.point(start.x + moved.x, start.y + moved.y)))
                Qt.callLater(() => control.trigger());
        }
        onPressedChanged: {
            if (pressed)
                start = point.position;
        }
        // Once the touch has been seen to its end: Qt 6.4 offers its release to what has come under the finger meanwhile,
        // and a handler that takes it for its own, or one that has gone with it, loses the next touch.
        onTapped: Qt.callLater(() => control.trigger())
    }
    Loader {
        active: control.activeFocus
        anchors.fill: parent
        z: 1

        sourceComponent: FocusRing {
            radius: control.radius
        }
    }
}
