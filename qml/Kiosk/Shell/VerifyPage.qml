import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Proves that the citizen is who the card says: a list when there is more than one way, else the way itself.
StepPage {
    id: page

    // [{id, icon, name, detail}]; ids of the catalogue's auth_methods
    required property var methods
    // "" shows the list
    property string method: methods.length === 1 ? methods[0].id : ""
    // "idle", "sending", "sent", "checking"
    property string phase: "idle"
    property string maskedPhone
    property string errorText
    // Seconds until another code may be asked for
    property int resendIn: 0
    property int remaining: -1
    property string code
    property int length: 6
    readonly property bool sms: method.endsWith("sms")
    readonly property bool choosing: method.length === 0

    signal methodChosen(string id)
    signal codeRequested
    signal codeEntered(string code)
    signal switchRequested
    signal touched

    function type(key: string): void {
        if (code.length >= length || phase === "checking")
            return;
        code += key;
        touched();
        if (code.length === length)
            codeEntered(code);
    }

    acceptIcon: "act-switch"
    acceptText: !choosing && methods.length > 1 ? qsTr("换一种方式核验") : ""
    acceptVariant: KButton.Secondary
    cancelText: qsTr("取消办理")
    detail: choosing ? qsTr("每一种都可以，由您选") : (sms ? qsTr("验证码发到您登记的手机 %1").arg(maskedPhone) : "")
    note: qsTr("验证码不要告诉任何人，工作人员也不会问")
    noteIcon: "st-lock"
    title: choosing ? qsTr("请选核验本人的方式") : qsTr("请输入短信验证码")
    withSide: Theme.landscape && sms

    // The keypad under the screen has figures of its own.
    Keys.onPressed: event => {
        if (!sms || phase === "idle" || !/^[0-9]$/.test(event.text))
            return;
        type(event.text);
        event.accepted = true;
    }
    onAccepted: switchRequested()
    onErrorTextChanged: code = ""
    onMethodChanged: {
        if (phase === "idle")
            code = "";
    }

    Component {
        id: timeLeft

        KText {
            color: Theme.color.text2
            font.pixelSize: Theme.type.label
            text: qsTr("剩余 <b>%1</b>").arg(String(Math.floor(page.remaining / 60)).padStart(2, "0") + ":" + String(page.remaining % 60).padStart(2, "0"))
            textFormat: Text.StyledText
            wrapMode: Text.NoWrap
        }
    }
    component Pad: NumberPad {
        enabled: page.phase !== "checking"
        opacity: page.phase === "idle" || page.phase === "sending" ? Theme.ratio.waiting : 1

        onBackspace: {
            page.code = page.code.slice(0, -1);
            page.touched();
        }
        onDigit: key => page.type(key)
    }

    Column {
        spacing: Theme.spacing.blockGap
        visible: page.choosing
        width: parent.width

        Repeater {
            model: page.methods

            ListRow {
                required property int index
                required property var modelData

                detail: modelData.detail ?? ""
                iconName: modelData.icon
                objectName: "method." + modelData.id
                text: modelData.name
                width: parent.width

                onClicked: page.methodChosen(modelData.id)
            }
        }
    }
    Column {
        id: form

        spacing: Theme.spacing.blockGap
        visible: page.sms
        width: parent.width

        Card {
            height: cells.height + 2 * Theme.spacing.cardPadding
            padding: Theme.spacing.cardPadding
            width: parent.width

            Row {
                id: cells

                readonly property real cell: Math.min(Theme.size.codeCell, (parent.width - send.width - Theme.spacing.s3 - (page.length - 1) * spacing) / page.length)

                Accessible.name: qsTr("已输入 %1 位，共 %2 位").arg(page.code.length).arg(page.length)
                Accessible.role: Accessible.StaticText
                spacing: Theme.spacing.s1 + Theme.spacing.hair

                Repeater {
                    model: page.length

                    Rectangle {
                        id: cell

                        required property int index
                        readonly property bool here: index === page.code.length && (page.phase === "sent")

                        border.color: here ? Theme.color.primary : Theme.color.controlBorder
                        border.width: here ? Theme.border.selected : Theme.border.standard
                        color: here ? Theme.color.primarySoft : Theme.color.card
                        height: Theme.size.codeCellHeight
                        radius: Theme.radius.buttonSmall
                        width: cells.cell

                        KText {
                            anchors.centerIn: parent
                            bold: true
                            font.pixelSize: Theme.type.h1
                            text: page.code.charAt(cell.index)
                        }
                    }
                }
            }
            KButton {
                id: send

                anchors.right: parent.right
                anchors.verticalCenter: cells.verticalCenter
                enabled: page.resendIn === 0 && page.phase !== "sending" && page.phase !== "checking"
                height: Theme.size.codeCellHeight
                objectName: "verify.send"
                size: KButton.Small
                text: {
                    if (page.phase === "sending")
                        return qsTr("正在发送");
                    if (page.resendIn > 0)
                        return qsTr("%1 秒后重发").arg(page.resendIn);
                    return page.phase === "idle" ? qsTr("获取验证码") : qsTr("重新发送");
                }
                textSize: Theme.type.body
                variant: page.phase === "idle" ? KButton.Primary : KButton.Secondary
                width: Theme.size.codeButton

                onClicked: page.codeRequested()
            }
        }
        InfoBar {
            objectName: "verify.status"
            iconName: page.errorText.length > 0 ? "st-warn" : (page.phase === "checking" ? "st-wait" : "act-phone")
            text: {
                if (page.errorText.length > 0)
                    return page.errorText;
                switch (page.phase) {
                case "checking":
                    return qsTr("正在核对验证码");
                case "sent":
                    return qsTr("短信已发送，请输入 %1 位数字").arg(page.length);
                default:
                    return qsTr("先按“获取验证码”");
                }
            }
            tone: page.errorText.length > 0 ? InfoBar.Warning : InfoBar.Info
            trailing: page.remaining >= 0 ? timeLeft : null
            width: parent.width
        }
        Pad {
            visible: !Theme.landscape
            width: parent.width
        }
    }
    side: Pad {
        width: parent?.width ?? 0
    }
}
