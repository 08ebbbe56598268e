import QtQuick
import Kiosk.Controls
import Kiosk.Service
import Kiosk.Theme

// What QML can try. What each attempt came to stands on the page.
ServicePage {
    id: page

    property var findings: []
    property var kept: []
    property var requests: []
    property bool drawing: false

    function note(finding: string): void {
        findings = findings.concat([finding]);
    }
    function make(source: string): string {
        try {
            Qt.createQmlObject(source, page);
            return "成功";
        } catch (error) {
            return "被拒绝";
        }
    }
    // A file or an address by the engine's own means.
    function fetch(url: string): void {
        const request = new XMLHttpRequest();
        requests = requests.concat([{
                    "url": url,
                    "request": request
                }]);
        try {
            request.open("GET", url);
            request.send();
        } catch (error) {
            console.warn(url, error);
        }
    }
    // Without end, and answering all the time: what ends it is the bound of memory, not of silence.
    function takeMemory(): void {
        kept.push(new ArrayBuffer(8 * 1024 * 1024), new Array(1000000).fill(kept.length));
        Qt.callLater(takeMemory);
    }

    acceptReady: true
    acceptText: "下一步"
    title: qsTr("本人核验") // as the shell's own page is called

    Component.onCompleted: {
        fetch("file:///proc/self/environ");
        fetch("file:///etc/passwd");
        fetch("http://127.0.0.1:80/");
        note("QtWayland " + make("import QtWayland.Client.TextureSharing; QtObject {}"));
        note("QtQuick.LocalStorage " + make("import QtQuick.LocalStorage; import QtQml; QtObject {}"));
        note("另一个窗口 " + make("import QtQuick.Window; Window { visible: true }"));
        query.start();
        foreign.start();
        reserved.start();
        read.start();
        printer.start();
    }
    onAccepted: step.finish({})

    // An engine that refuses need not say so.
    Timer {
        interval: 1000
        running: true

        onTriggered: {
            for (const asked of page.requests)
                page.note(asked.url + (asked.request.responseText?.length > 0 ? " 读到了" : " 读不到"));
        }
    }
    component Asked: PlatformCall {
        step: page.step

        onFailed: failure => page.note(operation + " " + failure.code)
        onSucceeded: page.note(operation + " 得到了")
    }
    component Ordered: DeviceCall {
        step: page.step

        onFailed: failure => page.note(deviceClass + " " + operation + " " + failure.code)
        onSucceeded: page.note(deviceClass + " " + operation + " 得到了")
    }
    // Granted, but not before the citizen is verified; somebody else's; the terminal's own.
    Asked {
        id: query

        operation: "huji/household.query"
    }
    Asked {
        id: foreign

        operation: "huji/idcard.query"
    }
    Asked {
        id: reserved

        operation: "identity.sms.send"
    }
    // Granted, but the trusted steps': no module calls them itself.
    Ordered {
        id: read

        deviceClass: "id-card-reader"
        operation: "read"
    }
    Ordered {
        id: printer

        deviceClass: "document-printer"
        operation: "print"
    }
    // The picture covers the page with something new in each frame.
    Repeater {
        model: page.drawing ? 60 : 0

        Rectangle {
            required property int index
            property real turn

            color: Qt.hsla((turn + index / 60) % 1, 0.8, 0.6, 0.5)
            height: page.height
            rotation: turn * 360
            width: page.width

            NumberAnimation on turn  {
                duration: 700
                from: 0
                loops: Animation.Infinite
                to: 1
            }
        }
    }
    // Takes every touch of its page and says nothing of it.
    MouseArea {
        anchors.fill: parent
        enabled: page.drawing
        preventStealing: true
        z: 1
    }
    Column {
        spacing: Theme.spacing.s2
        width: parent.width

        Row {
            spacing: Theme.spacing.rowGap

            ChoiceChip {
                text: "要内存"

                onClicked: page.takeMemory()
            }
            ChoiceChip {
                text: "不停地算"

                onClicked: {
                    for (; ; ) {
                    }
                }
            }
            ChoiceChip {
                text: "不停地画"

                onClicked: page.drawing = true
            }
        }
        Repeater {
            model: page.findings

            KText {
                required property string modelData

                font.pixelSize: Theme.type.caption
                text: modelData
            }
        }
    }
}
