import QtQuick
import QtQuick.Window
import Kiosk.Panel

// Beside the demonstration terminal: plays the citizen's card, the paper, and the department's system.
Window {
    id: window

    property var cards: []
    property string reader: ""
    property string printer: ""
    property bool platform: false
    property string card: ""
    property string code: ""
    property string message: ""
    readonly property var paperFaults: [{
            "name": "media-empty",
            "text": qsTr("缺纸")
        }, {
            "name": "media-empty-after:1",
            "text": qsTr("打一面后缺纸")
        }, {
            "name": "jam",
            "text": qsTr("卡纸")
        }, {
            "name": "cover-open",
            "text": qsTr("打开盖子")
        }, {
            "name": "offline",
            "text": qsTr("断开打印机")
        }]

    color: "#f2f4f7"
    height: 720
    title: qsTr("模拟面板")
    visible: true
    width: 420
    x: Screen.desktopAvailableWidth - width // beside the terminal, also where no window manager places it

    function learn(device: string, answer: var) {
        if (answer.cards !== undefined) {
            reader = device;
            cards = answer.cards;
            card = answer.card ?? "";
        } else if (answer.sheets !== undefined) {
            printer = device;
        } else if (device === "platform") {
            platform = true;
        }
    }

    Emulators {
        id: emulators

        onAnswered: (device, action, answer) => {
            window.learn(device, answer);
            if (action === "last-code")
                window.code = answer.code ?? qsTr("还没有发过");
            else if (action !== "state" && action !== "status")
                window.message = answer.ok === false ? (answer.error ?? answer.message ?? qsTr("没有成功")) : "";
            if (device === window.reader && action !== "state")
                emulators.ask(device, {
                        "do": "state"
                    });
        }
    }
    Column {
        anchors.fill: parent
        anchors.margins: 20
        spacing: 24

        PanelSection {
            note: window.card.length > 0 ? qsTr("读卡区上：%1").arg(window.card) : qsTr("读卡区上没有证件")
            title: qsTr("身份证")
            visible: window.reader.length > 0
            width: parent.width

            Repeater {
                model: window.cards

                PanelButton {
                    required property string modelData

                    text: modelData

                    onClicked: emulators.ask(window.reader, {
                            "do": "insert",
                            "card": modelData
                        })
                }
            }
            PanelButton {
                text: qsTr("拿走")

                onClicked: emulators.ask(window.reader, {
                        "do": "remove"
                    })
            }
        }
        PanelSection {
            title: qsTr("打印机")
            visible: window.printer.length > 0
            width: parent.width

            Repeater {
                model: window.paperFaults

                PanelButton {
                    required property var modelData

                    text: modelData.text

                    onClicked: emulators.ask(window.printer, {
                            "do": "fault",
                            "name": modelData.name
                        })
                }
            }
            PanelButton {
                text: qsTr("加纸，恢复正常")

                onClicked: emulators.ask(window.printer, {
                        "do": "clear"
                    })
            }
        }
        PanelSection {
            note: window.code.length > 0 ? qsTr("最近的短信验证码：%1").arg(window.code) : ""
            title: qsTr("业务系统")
            visible: window.platform
            width: parent.width

            PanelButton {
                text: qsTr("看短信验证码")

                onClicked: emulators.ask("platform", {
                        "do": "last-code"
                    })
            }
            PanelButton {
                text: qsTr("断网")

                onClicked: emulators.ask("platform", {
                        "do": "fault",
                        "kind": "down"
                    })
            }
            PanelButton {
                text: qsTr("恢复")

                onClicked: emulators.ask("platform", {
                        "do": "clear"
                    })
            }
        }
        Text {
            color: "#a51d2d"
            font.pixelSize: 14
            text: window.message
            width: parent.width
            wrapMode: Text.Wrap
        }
        PanelButton {
            text: qsTr("重新查找设备")

            onClicked: emulators.refresh()
        }
    }
}
