import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// What has been spelled and what it may mean; or, while nothing is, which layout this is. Pages by button.
Item {
    id: bar

    required property string composition
    required property var candidates
    required property string heading
    required property real keyHeight
    readonly property bool composing: composition.length > 0

    signal chosen(int index)
    signal closed

    KText {
        id: spelling

        bold: bar.composing
        color: bar.composing ? Theme.color.primary : Theme.color.text2
        fit: true
        font.pixelSize: bar.composing ? Theme.type.body : Theme.type.label
        height: Theme.landscape || !bar.composing ? parent.height : parent.height - words.height
        text: bar.composing ? bar.composition : bar.heading
        width: bar.composing && Theme.landscape ? Theme.grid.span4 : parent.width - close.width - Theme.spacing.s2
        wrapMode: Text.NoWrap
        x: Theme.spacing.s1
    }
    ListView {
        id: words

        readonly property bool more: contentX + width < contentWidth - 1

        function page(step: int): void {
            if (step > 0)
                positionViewAtIndex(Math.max(indexAt(contentX + width - 1, 1), indexAt(contentX, 1) + 1), ListView.Beginning);
            else
                contentX = Math.max(0, contentX - width);
        }

        anchors.left: Theme.landscape ? spelling.right : parent.left
        anchors.leftMargin: Theme.landscape ? Theme.spacing.s3 : 0
        anchors.right: turn.left
        anchors.rightMargin: Theme.size.keyGap
        boundsBehavior: Flickable.StopAtBounds
        cacheBuffer: 0 // nothing half made beside what is shown
        clip: true
        height: bar.keyHeight
        model: bar.candidates
        orientation: ListView.Horizontal
        spacing: Theme.size.keyGap
        visible: bar.composing
        y: Theme.landscape ? Math.round((parent.height - height) / 2) : parent.height - height

        delegate: KeyboardKey {
            required property int index
            required property string modelData

            accessibleName: modelData
            enabled: opacity > 0
            height: words.height
            objectName: "candidate." + index
            on: index === 0
            opacity: x + width <= words.contentX + words.width + 1 ? 1 : 0 // no half words
            text: modelData
            width: Math.max(Theme.size.keyMinimum, contentWide.advanceWidth + 2 * Theme.spacing.s3)

            onClicked: bar.chosen(index)

            TextMetrics {
                id: contentWide

                font.family: Theme.family
                font.pixelSize: Theme.type.h2
                text: modelData
            }
        }

        onModelChanged: contentX = 0
    }
    Row {
        id: turn

        anchors.right: close.left
        anchors.rightMargin: Theme.size.keyGap
        spacing: Theme.size.keyGap
        visible: bar.composing
        y: words.y

        KeyboardKey {
            accessibleName: qsTr("前面的字")
            acts: true
            enabled: words.contentX > 0
            height: bar.keyHeight
            iconName: "act-prev"
            objectName: "candidates.previous"
            opacity: enabled ? 1 : Theme.ratio.skeletonLong
            width: Theme.size.keyMinimum

            onClicked: words.page(-1)
        }
        KeyboardKey {
            accessibleName: qsTr("更多的字")
            acts: true
            enabled: words.more
            height: bar.keyHeight
            iconName: "act-next"
            objectName: "candidates.next"
            opacity: enabled ? 1 : Theme.ratio.skeletonLong
            width: Theme.size.keyMinimum

            onClicked: words.page(1)
        }
    }
    KeyboardKey {
        id: close

        acts: true
        anchors.right: parent.right
        height: bar.keyHeight
        iconName: "act-down"
        objectName: "keyboard.close"
        text: qsTr("收起")
        width: Theme.size.keyClose
        y: words.y

        onClicked: bar.closed()
    }
}
