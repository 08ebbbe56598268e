import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Number, PIN and the code of the moment. What was typed goes with the page.
Item {
    id: page

    required property string refusal
    required property bool waiting
    // What is typed now
    property int current: 0
    property string number
    property string pin
    property string code
    readonly property var longest: [8, 12, 6]
    readonly property bool complete: number.length >= 4 && pin.length >= 6 && code.length === 6

    signal signedIn(string number, string pin, string code)

    function text(index: int): string {
        return index === 0 ? number : (index === 1 ? pin : code);
    }
    function set(index: int, value: string): void {
        if (index === 0)
            number = value;
        else if (index === 1)
            pin = value;
        else
            code = value;
    }

    onRefusalChanged: {
        if (refusal.length > 0) {
            pin = "";
            code = "";
            current = 1;
        }
    }

    Grid {
        id: parts

        readonly property real each: Theme.landscape ? (width - columnSpacing) / 2 : width

        anchors.horizontalCenter: parent.horizontalCenter
        columnSpacing: Theme.spacing.s5
        columns: Theme.landscape ? 2 : 1
        rowSpacing: Theme.spacing.s5
        width: Theme.landscape ? Theme.grid.wide : parent.width - 2 * Theme.spacing.s7
        y: Theme.spacing.s5

        Column {
            spacing: Theme.spacing.s3
            width: parts.each

            KText {
                Accessible.name: text
                Accessible.role: Accessible.Heading
                bold: true
                font.pixelSize: Theme.type.h2
                text: "维护人员登录"
                width: parent.width
            }
            SignInField {
                current: page.current === 0
                label: "工号"
                objectName: "signIn.number"
                value: page.number
                width: parent.width

                onClicked: page.current = 0
            }
            SignInField {
                current: page.current === 1
                label: "密码"
                objectName: "signIn.pin"
                secret: true
                value: page.pin
                width: parent.width

                onClicked: page.current = 1
            }
            SignInField {
                current: page.current === 2
                label: "动态码"
                objectName: "signIn.code"
                value: page.code
                width: parent.width

                onClicked: page.current = 2
            }
            InfoBar {
                text: page.refusal.length > 0 ? page.refusal : "每次登录和操作都会记入审计日志"
                tone: page.refusal.length > 0 ? InfoBar.Warning : InfoBar.Info
                width: parent.width
            }
        }
        Column {
            spacing: Theme.spacing.s3
            width: parts.each

            NumberPad {
                width: parent.width

                onBackspace: page.set(page.current, page.text(page.current).slice(0, -1))
                onDigit: key => {
                    if (page.text(page.current).length < page.longest[page.current])
                        page.set(page.current, page.text(page.current) + key);
                }
            }
            KButton {
                enabled: !page.waiting && (page.current < 2 || page.complete)
                objectName: "signIn.next"
                text: page.waiting ? "正在核对" : (page.complete ? "登录" : "下一项")
                variant: KButton.Primary
                width: parent.width

                onClicked: {
                    if (page.complete)
                        page.signedIn(page.number, page.pin, page.code);
                    else
                        page.current = (page.current + 1) % 3;
                }
            }
        }
    }
}
