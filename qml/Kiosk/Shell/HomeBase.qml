import QtQuick

// What the home page shows and what it asks for, in whichever arrangement.
Item {
    // [{id, name, icon, available, reason}], six are shown; a line break in the name is kept
    required property var hotItems
    // 12 + 6 in the standard's order: [{id, domain: "gov"|"fin", name, fullName, icon, hue}]
    required property var categories
    // Twelve for elder mode: [{id, name, detail, icon, available, reason}]
    required property var elderItems
    // [{title, text}]
    property var notices: []
    property bool withProgress: true
    property bool withPickup: true
    property bool withSpeech: true
    property bool withExpert: true

    readonly property var government: categories.filter(category => category.domain === "gov")
    readonly property var finance: categories.filter(category => category.domain === "fin")
    readonly property string noticeText: notices.length > 0 ? notices[0].title : qsTr("欢迎使用自助服务")

    signal itemChosen(string id)
    signal categoryChosen(string id)
    signal searchRequested
    signal noticesRequested
    signal progressRequested
    signal pickupRequested
    signal allItemsRequested
    signal readAloudRequested
    signal expertRequested
    signal outletRequested
    signal elderRequested
}
