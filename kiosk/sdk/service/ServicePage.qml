import Kiosk.Controls
import Kiosk.Service

// What a page of a module's own is based on: StepPage's layout (title, content, side, the two buttons at the bottom)
// and the step it belongs to. The left button ends the case; `onAccepted` is the page's to answer.
StepPage {
    id: page

    required property ServiceStep step

    cancelText: qsTr("取消办理")
    withSide: false

    onCancelled: step.cancel()
}
