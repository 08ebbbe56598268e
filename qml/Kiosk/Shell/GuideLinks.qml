import QtQuick
import Kiosk.Theme
import Kiosk.Controls

// Who may, whom to ask, and all the rest.
Card {
    id: rows

    required property GuideText words
    readonly property var questions: words.guide.faq ?? []

    // "details" or "faq"
    signal opened(string sheet)

    // As many rows as a finger can tell apart; "details" has what the others say
    readonly property real room: height - 2 * Theme.size.cardInset
    // Where a number has its line below the name
    readonly property real least: Math.max(Theme.elder ? Theme.target.elderMin : Theme.target.min, Theme.landscape ? Theme.size.rowName + Theme.type.label : 0)
    readonly property int fitting: Math.max(2, Math.min(5, Math.floor((room + Theme.border.standard) / least)))
    readonly property real cell: room / fitting

    padding: 0

    Column {
        width: parent.width - Theme.spacing.cardPadding - Theme.spacing.s4
        x: Theme.spacing.cardPadding
        y: Theme.size.cardInset

        GuideRow {
            detail: Theme.landscape ? "" : (rows.words.guide.conditions ?? [])[0] ?? ""
            height: rows.cell
            iconName: "cat-photo"
            objectName: "guide.who"
            text: qsTr("谁能办")
            visible: rows.fitting >= 3
            width: parent.width

            onClicked: rows.opened("details")
        }
        GuideRow {
            enabled: false
            height: rows.cell
            iconName: "act-phone"
            objectName: "guide.consult"
            detail: Theme.landscape ? rows.words.guide.consult?.phone ?? "" : ""
            text: qsTr("咨询")
            value: Theme.landscape ? "" : rows.words.guide.consult?.phone ?? ""
            visible: rows.fitting >= 4
            width: parent.width
        }
        GuideRow {
            enabled: false
            height: rows.cell
            iconName: "act-complain"
            objectName: "guide.supervise"
            detail: Theme.landscape ? rows.words.guide.supervise?.phone ?? "" : ""
            text: qsTr("监督投诉")
            value: Theme.landscape ? "" : rows.words.guide.supervise?.phone ?? ""
            visible: rows.fitting >= 5
            width: parent.width
        }
        GuideRow {
            enabled: rows.questions.length > 0
            height: rows.cell
            iconName: "st-unknown"
            objectName: "guide.faq"
            text: Theme.landscape ? qsTr("常见问题") : qsTr("常见问题（%1 条）").arg(rows.questions.length)
            width: parent.width

            onClicked: rows.opened("faq")
        }
        GuideRow {
            height: rows.cell
            iconName: "step-notice"
            last: true
            objectName: "guide.details"
            text: Theme.landscape ? qsTr("更多说明") : qsTr("依据、收费、救济等")
            width: parent.width

            onClicked: rows.opened("details")
        }
    }
}
