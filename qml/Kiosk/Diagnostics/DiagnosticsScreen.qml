import QtQuick
import Kiosk.Theme

// The whole screen while a technician is there.
Rectangle {
    id: screen

    // kiosk::shell::Diagnostics
    required property var diagnostics
    required property string terminal
    required property date now
    readonly property bool modal: true
    // What wants the whole screen: touch, pixels
    readonly property string test: diagnostics.screen.test

    color: Theme.color.bg

    // Nothing reaches what lies below.
    MouseArea {
        anchors.fill: parent
    }
    DiagnosticsBar {
        id: bar

        now: screen.now
        number: screen.diagnostics.number
        terminal: screen.terminal
        visible: screen.test.length === 0
        width: parent.width

        onLeaveRequested: screen.diagnostics.leave()
    }
    Loader {
        anchors.bottom: parent.bottom
        anchors.left: parent.left
        anchors.right: parent.right
        anchors.top: bar.bottom
        visible: screen.test.length === 0
        sourceComponent: {
            switch (screen.diagnostics.page) {
            case "signIn":
                return signInPage;
            case "overview":
                return overviewPage;
            case "device":
                return devicePage;
            case "stock":
                return stockPage;
            case "screen":
                return screenPage;
            case "bundle":
                return bundlePage;
            default:
                return null;
            }
        }
    }
    Loader {
        active: screen.test.length > 0
        anchors.fill: parent
        sourceComponent: screen.test === "touch" ? touchTest : pixelTest
    }
    Component {
        id: touchTest

        TouchTest {
            target: screen.diagnostics.screen.target

            onStopped: screen.diagnostics.screen.stop()
            onTouched: (x, y) => screen.diagnostics.screen.touched(x, y)
        }
    }
    Component {
        id: pixelTest

        PixelTest {
            shade: screen.diagnostics.screen.colour

            onAnswered: flawless => screen.diagnostics.screen.answerPixels(flawless)
            onTouched: screen.diagnostics.screen.nextColour()
        }
    }
    Component {
        id: signInPage

        SignInPage {
            refusal: screen.diagnostics.refusal
            waiting: screen.diagnostics.waiting

            onSignedIn: (number, pin, code) => screen.diagnostics.signIn(number, pin, code)
        }
    }
    Component {
        id: overviewPage

        OverviewPage {
            events: screen.diagnostics.events
            rows: screen.diagnostics.rows
            withStock: screen.diagnostics.stock !== null
            withTraining: screen.diagnostics.trainable

            onMended: device => screen.diagnostics.mend(device)
            onShown: device => screen.diagnostics.show(device)
            onBundleShown: screen.diagnostics.showBundle()
            onScreenShown: screen.diagnostics.showScreen()
            onStockShown: screen.diagnostics.showStock()
            onTrainingRequested: screen.diagnostics.startTraining()
        }
    }
    Component {
        id: stockPage

        StockPage {
            stock: screen.diagnostics.stock

            onLeaveRequested: screen.diagnostics.back()
        }
    }
    Component {
        id: bundlePage

        BundlePage {
            bundle: screen.diagnostics.bundle

            onLeaveRequested: screen.diagnostics.back()
        }
    }
    Component {
        id: screenPage

        ScreenSoundPage {
            panel: screen.diagnostics.screen
            sound: screen.diagnostics.sound

            onLeaveRequested: screen.diagnostics.back()
        }
    }
    Component {
        id: devicePage

        DevicePage {
            book: screen.diagnostics.book
            device: screen.diagnostics.device
            settings: screen.diagnostics.settings
            traffic: screen.diagnostics.traffic

            onLeaveRequested: screen.diagnostics.back()
            onMaintained: task => screen.diagnostics.maintained(task)
            onMended: screen.diagnostics.mend(screen.diagnostics.device.id)
            onTestAnswered: seen => screen.diagnostics.answerTest(seen)
            onTestCanceled: screen.diagnostics.cancelTest()
            onTested: screen.diagnostics.test(screen.diagnostics.device.id)
        }
    }
}
