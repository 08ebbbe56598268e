import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The way in steps, as the step bar will show it.
Card {
    id: how

    // [{name, icon}]
    required property var steps

    // With its icons
    readonly property real wanted: 2 * Theme.size.cardInset + Theme.size.cardTitle + Theme.size.guideNode + Theme.size.guideNodeName

    padding: 0

    GuideHead {
        detail: qsTr("共 %1 步").arg(how.steps.length)
        text: qsTr("怎么办")
        width: parent.width - 2 * Theme.spacing.cardPadding
        x: Theme.spacing.cardPadding
        y: Theme.size.cardInset
    }
    Row {
        id: nodes

        readonly property real cell: width / Math.max(1, how.steps.length)

        width: parent.width - 2 * Theme.spacing.s1
        x: Theme.spacing.s1
        y: Theme.size.cardInset + Theme.size.cardTitle + (Theme.landscape ? Math.max(0, Math.round((how.height - 2 * Theme.size.cardInset - Theme.size.cardTitle - height) / 2)) : 0)

        Repeater {
            model: how.steps

            Item {
                id: node

                required property int index
                required property var modelData

                height: disc.height + name.height
                width: nodes.cell

                Rectangle {
                    color: Theme.color.stepLine
                    height: Theme.size.stepLine
                    radius: height / 2
                    visible: node.index > 0
                    width: node.width - disc.width - 2 * Theme.spacing.s1
                    x: -width / 2
                    y: Math.round((disc.height - height) / 2)
                }
                Rectangle {
                    id: disc

                    anchors.horizontalCenter: parent.horizontalCenter
                    border.color: Theme.color.primary
                    border.width: Theme.highContrast ? Theme.border.standard : 0
                    color: Theme.color.primarySoft
                    height: width
                    radius: width / 2
                    width: Theme.size.guideNode

                    Icon {
                        anchors.centerIn: parent
                        color: Theme.color.primary
                        name: node.modelData.icon
                        size: Theme.size.iconInline
                    }
                }
                KText {
                    id: name

                    anchors.horizontalCenter: parent.horizontalCenter
                    fit: true
                    font.pixelSize: Theme.type.label
                    height: Theme.size.guideNodeName
                    horizontalAlignment: Text.AlignHCenter
                    maximumLineCount: 2
                    text: node.modelData.name
                    width: parent.width - Theme.spacing.s1
                    wrapMode: Text.WordWrap
                    y: disc.height
                }
            }
        }
    }
}
