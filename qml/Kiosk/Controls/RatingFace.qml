import QtQuick
import Kiosk.Theme

// One of the five grades: face, word and stars, so that none of them stands alone.
Pressable {
    id: face

    // 5 is best
    property int stars: 5
    property bool selected: false
    // With a small face
    readonly property real least: Theme.size.iconInline + Theme.size.faceGap + Theme.size.faceText + Theme.size.faceStar + Theme.spacing.s2

    accessibleDescription: qsTr("%1 星").arg(stars)
    accessibleRole: Accessible.RadioButton
    checkable: true
    checked: selected
    implicitHeight: Theme.size.faceHeight
    radius: Theme.radius.tile

    Surface {
        anchors.fill: parent
        borderColor: face.selected || face.down ? Theme.color.primary : Theme.color.tileBorder
        borderWidth: face.selected ? Theme.border.selected : (Theme.highContrast ? Theme.border.highContrast : Theme.border.standard)
        fill: face.selected || face.down ? Theme.color.primarySoft : Theme.color.card
        radius: face.radius
    }
    Column {
        anchors.centerIn: parent
        anchors.verticalCenterOffset: Theme.size.faceNudge
        width: parent.width - Theme.spacing.s2

        Icon {
            anchors.horizontalCenter: parent.horizontalCenter
            color: Theme.color.primary
            name: "rate-" + face.stars
            size: Math.min(Theme.size.faceIcon, face.height - Theme.size.faceGap - Theme.size.faceText - Theme.size.faceStar - Theme.spacing.s2)
        }
        Item {
            height: Theme.size.faceGap
            width: 1
        }
        KText {
            bold: true
            color: face.selected ? Theme.color.primary : Theme.color.text
            fit: true
            font.pixelSize: Theme.type.label
            anchors.horizontalCenter: parent.horizontalCenter
            height: Theme.size.faceText
            horizontalAlignment: Text.AlignHCenter
            maximumLineCount: 2
            minimumPixelSize: Theme.size.textMin
            text: face.text
            width: face.width - Theme.spacing.s1
        }
        Row {
            anchors.horizontalCenter: parent.horizontalCenter
            spacing: Theme.size.faceStarGap

            Repeater {
                model: 5

                Icon {
                    required property int index

                    color: face.selected ? Theme.color.primary : Theme.color.text2
                    name: index < face.stars ? "star-fill" : "star"
                    size: Theme.size.faceStar
                }
            }
        }
    }
    CornerTick {
        visible: face.selected
    }
}
