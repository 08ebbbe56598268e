import QtQuick
import Kiosk.Controls
import Kiosk.Service

// Somebody is verified; the module asks for somebody else.
ServicePage {
    id: page

    property string finding

    acceptReady: true
    acceptText: "下一步"
    title: qsTr("别人的信息")

    Component.onCompleted: other.start({
            "id_number": "990000195803150021",
            "subject": {
                "id_number": "990000195803150021"
            }
        })
    onAccepted: step.finish({})

    PlatformCall {
        id: other

        operation: "huji/household.query"
        step: page.step

        onFailed: failure => page.finding = "别人的 " + failure.code
        onSucceeded: result => page.finding = "得到 " + result.number
    }
    KText {
        text: page.finding
    }
}
