import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// The four facts that everybody asks for first.
Card {
    id: facts

    required property GuideText words
    required property int minutes

    height: Theme.size.guideFacts
    padding: 0

    Row {
        height: parent.height
        width: parent.width

        GuideFact {
            first: true
            ink: Theme.color.success
            name: qsTr("承诺时限")
            value: facts.words.limitText(facts.words.guide.limit?.promise)
            width: parent.width / 4
        }
        GuideFact {
            name: qsTr("法定时限")
            value: facts.words.limitText(facts.words.guide.limit?.legal)
            width: parent.width / 4
        }
        GuideFact {
            name: qsTr("大约用时")
            value: qsTr("%1 分钟").arg(facts.minutes)
            width: parent.width / 4
        }
        GuideFact {
            name: qsTr("收费")
            value: facts.words.feeText()
            width: parent.width / 4
        }
    }
}
