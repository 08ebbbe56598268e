import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// A support bundle for the maker, written to a stick or sent.
Item {
    id: page

    // kiosk::shell::BundleDesk
    required property var bundle
    readonly property bool busy: bundle.state === "working" || bundle.state === "looking"
    readonly property var tones: ({
            "done": InfoBar.Success,
            "failed": InfoBar.Danger
        })

    signal leaveRequested

    KButton {
        id: back

        iconName: "act-prev"
        objectName: "bundle.back"
        size: KButton.Small
        text: "总览"
        textSize: Theme.type.label
        variant: KButton.Neutral
        x: Theme.spacing.pageMargin
        y: Theme.spacing.s3

        onClicked: page.leaveRequested()
    }
    KText {
        anchors.left: back.right
        anchors.leftMargin: Theme.spacing.s3
        anchors.verticalCenter: back.verticalCenter
        bold: true
        font.pixelSize: Theme.type.h2
        text: "诊断包"
        wrapMode: Text.NoWrap
    }
    KButton {
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        enabled: !page.busy
        iconName: "act-refresh"
        objectName: "bundle.look"
        size: KButton.Small
        text: "重新查看"
        textSize: Theme.type.label
        variant: KButton.Neutral
        y: back.y

        onClicked: page.bundle.look()
    }
    Column {
        spacing: Theme.spacing.s3
        width: parent.width - 2 * Theme.spacing.pageMargin
        x: Theme.spacing.pageMargin
        y: back.y + back.height + Theme.spacing.s3

        Card {
            height: all.height + 2 * padding
            width: parent.width

            Column {
                id: all

                spacing: Theme.spacing.s4
                width: parent.width

                KText {
                    color: Theme.color.text2
                    font.pixelSize: Theme.type.label
                    text: "里面是设备和模块的状态、程序日志、审计记录和配置，没有市民的数据。加密后写到U盘或上传，只有厂家能打开。"
                    width: parent.width
                }
                Repeater {
                    model: page.bundle.sticks

                    CheckLine {
                        id: stick

                        required property var modelData

                        name: "U盘 " + modelData.name
                        width: parent?.width ?? 0
                        word: modelData.readOnly ? "只读，不能写" : "还有 " + modelData.free

                        KButton {
                            accessibleName: "写到U盘 " + stick.modelData.name
                            enabled: !page.busy && page.bundle.obstacle.length === 0
                            iconName: "act-down"
                            objectName: "bundle.write"
                            size: KButton.Small
                            text: "写到这里"
                            textSize: Theme.type.label
                            visible: !stick.modelData.readOnly

                            onClicked: page.bundle.write(stick.modelData.name)
                        }
                    }
                }
                CheckLine {
                    name: "上传到厂家"
                    visible: page.bundle.upload.length > 0
                    width: parent.width
                    word: page.bundle.upload

                    KButton {
                        accessibleName: "上传到厂家"
                        enabled: !page.busy && page.bundle.obstacle.length === 0
                        iconName: "act-up"
                        objectName: "bundle.upload"
                        size: KButton.Small
                        text: "上传"
                        textSize: Theme.type.label

                        onClicked: page.bundle.send()
                    }
                }
                KText {
                    text: "没有U盘。插上管理员登记过的U盘，再按“重新查看”；还是没有，请管理员看部署说明"
                    visible: page.bundle.sticks.length === 0 && page.bundle.state !== "looking"
                    width: parent.width
                }
            }
        }
        InfoBar {
            objectName: "bundle.obstacle"
            text: page.bundle.obstacle
            tone: InfoBar.Warning
            visible: text.length > 0
            width: parent.width
        }
        InfoBar {
            detail: page.bundle.file
            objectName: "bundle.word"
            text: page.bundle.word
            tone: page.tones[page.bundle.state] ?? InfoBar.Info
            visible: text.length > 0
            width: parent.width
        }
    }
}
