import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What to bring, to be ticked off, and what the authority has already.
Card {
    id: card

    required property GuideText words
    // Names of materials the citizen has ticked
    required property var ready
    // Height there is for them; what has no room is on the sheet of all
    property real limit: Infinity
    readonly property real rowHeight: Math.max(Theme.size.materialRow, Theme.elder ? Theme.target.elderMin : Theme.target.min)
    readonly property real head: Theme.size.cardTitle + 2 * Theme.size.cardInset + Theme.border.standard
    readonly property int shown: Math.max(0, Math.min(Theme.elder ? 1 : 2, words.materials.length, Math.floor((limit - head) / card.rowHeight)))

    signal ticked(string name)
    signal allRequested

    height: card.head + card.shown * card.rowHeight
    padding: 0

    Column {
        width: parent.width - 2 * Theme.spacing.cardPadding
        x: Theme.spacing.cardPadding
        y: Theme.size.cardInset

        GuideHead {
            detail: card.words.materials.length > card.shown ? qsTr("全部 %1 项").arg(card.words.materials.length) : qsTr("备齐的打勾")
            pressable: card.words.materials.length > card.shown
            text: qsTr("需要的材料")

            onPressed: card.allRequested()
        }
        Repeater {
            model: card.words.materials.slice(0, card.shown)

            Item {
                id: material

                required property var modelData
                readonly property bool exempt: (modelData.exempt ?? null) !== null

                height: card.rowHeight
                width: parent?.width ?? 0

                Divider {
                    width: parent.width
                }
                CheckRow {
                    anchors.fill: parent
                    checked: card.ready.includes(material.modelData.name)
                    detail: card.words.materialHint(material.modelData)
                    objectName: "material." + material.modelData.name
                    text: material.modelData.name
                    trailing: bring
                    visible: !material.exempt

                    onClicked: card.ticked(material.modelData.name)
                }
                Item {
                    anchors.fill: parent
                    visible: material.exempt

                    Icon {
                        id: exemptIcon

                        anchors.verticalCenter: parent.verticalCenter
                        color: Theme.color.success
                        name: "st-ok"
                        size: Theme.size.checkBox
                    }
                    Column {
                        anchors.left: exemptIcon.right
                        anchors.leftMargin: Theme.spacing.s3
                        anchors.right: exemptChip.left
                        anchors.rightMargin: Theme.spacing.s2
                        anchors.verticalCenter: parent.verticalCenter

                        KText {
                            bold: true
                            fit: true
                            lineHeight: Theme.lineHeight.tile
                            text: material.modelData.name
                            width: parent.width
                            wrapMode: Text.NoWrap
                        }
                        KText {
                            color: Theme.color.text2
                            fit: true
                            font.pixelSize: Theme.type.caption
                            text: card.words.materialHint(material.modelData)
                            width: parent.width
                            wrapMode: Text.NoWrap
                        }
                    }
                    StatusChip {
                        id: exemptChip

                        anchors.right: parent.right
                        anchors.verticalCenter: parent.verticalCenter
                        iconName: "st-ok"
                        text: qsTr("免提交")
                        tone: StatusChip.Success
                    }
                }
            }
        }
    }
    Component {
        id: bring

        StatusChip {
            iconName: "st-info"
            text: qsTr("请带上")
        }
    }
}
