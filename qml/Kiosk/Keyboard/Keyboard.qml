import QtQuick
import Kiosk.Theme
import Kiosk.Controls
import Kiosk.Pinyin

// The terminal's keyboard: pinyin, Latin letters, figures and signs, and a pad for numbers. It says what was typed and
// knows nothing of the field; what is being spelled stays in here until characters are chosen.
Rectangle {
    id: keyboard

    // Qt.ImhDigitsOnly: the pad, with Qt.ImhUppercaseOnly also X; Qt.ImhFormattedNumbersOnly: the pad with a point;
    // Qt.ImhPreferUppercase: Latin capitals first; Qt.ImhLatinOnly: no pinyin. Else pinyin first.
    required property int hints
    readonly property bool pad: (hints & (Qt.ImhDigitsOnly | Qt.ImhFormattedNumbersOnly)) !== 0
    readonly property bool latinOnly: (hints & Qt.ImhLatinOnly) !== 0 || !pinyin.available
    readonly property bool latinFirst: latinOnly || (hints & Qt.ImhPreferUppercase) !== 0
    property bool latin: latinFirst
    property bool symbols: false
    property bool capitals: (hints & Qt.ImhPreferUppercase) !== 0
    readonly property string mode: pad ? "pad" : (symbols ? "symbols" : (latin ? "latin" : "pinyin"))
    readonly property real keyHeight: Theme.size.keyHeight

    // Characters to put into the field
    signal typed(string text)
    // The character before the cursor goes
    signal erased
    signal closed

    function press(entry: var): void {
        if (entry.text !== undefined) {
            if (mode === "pinyin")
                pinyin.add(entry.text);
            else
                put(entry.text);
            return;
        }
        switch (entry.act) {
        case "back":
            if (pinyin.composition.length > 0)
                pinyin.removeLast();
            else
                erased();
            break;
        case "part":
            pinyin.add("'");
            break;
        case "shift":
            capitals = !capitals;
            break;
        case "symbols":
        case "letters":
            finish();
            symbols = entry.act === "symbols";
            break;
        case "language":
            finish();
            symbols = false;
            latin = latinOnly || !latin;
            break;
        case "space":
            if (pinyin.composition.length > 0)
                finish();
            else
                put(" ");
            break;
        case "done":
            finish();
            closed();
        }
    }
    function put(text: string): void {
        if (text.length > 0)
            typed(text);
    }
    // The likeliest reading of what has been spelled so far, or the letters themselves
    function finish(): void {
        put(pinyin.finish());
    }

    color: Theme.color.bg
    // Candidates, and upright what is spelled above them
    readonly property real barHeight: Theme.size.candidateKey + (Theme.landscape ? 0 : Math.floor(Theme.type.body * Theme.lineHeight.button))

    height: pad ? 4 * keyHeight + 5 * Theme.size.keyGap : Math.max(Theme.size.keyboard, rows.height + 2 * Theme.size.keyGap + barHeight)
    implicitHeight: height

    PinyinDecoder {
        id: pinyin
    }
    KeyboardLayout {
        id: layout

        capitals: keyboard.capitals && keyboard.mode === "latin"
        landscape: Theme.landscape
        mode: keyboard.mode
        withLanguage: !keyboard.latinOnly
        padExtra: keyboard.hints & Qt.ImhFormattedNumbersOnly ? "." : (keyboard.hints & Qt.ImhUppercaseOnly ? "X" : "")
    }
    // Between two keys nothing happens, least of all to the page below.
    MouseArea {
        anchors.fill: parent
    }
    Divider {
        width: parent.width
    }
    CandidateBar {
        id: bar

        anchors.left: parent.left
        anchors.leftMargin: Theme.spacing.pageMargin
        anchors.right: parent.right
        anchors.rightMargin: Theme.spacing.pageMargin
        candidates: pinyin.candidates
        composition: pinyin.full ? qsTr("%1　先点字，再接着打").arg(pinyin.composition) : pinyin.composition
        heading: keyboard.mode === "pinyin" ? qsTr("拼音：打出拼音，再点要的字") : (keyboard.mode === "latin" ? qsTr("英文") : qsTr("数字和符号"))
        height: rows.y - Theme.size.keyGap
        keyHeight: Theme.size.candidateKey
        visible: !keyboard.pad

        onChosen: index => keyboard.put(pinyin.choose(index))
        onClosed: {
            keyboard.finish();
            keyboard.closed();
        }
    }
    Column {
        id: rows

        readonly property real wide: keyboard.pad ? Theme.size.keyPadWidth : keyboard.width - 2 * Theme.spacing.pageMargin
        readonly property real units: keyboard.pad ? 3 : (Theme.landscape ? 12 : 10)
        readonly property real unit: (wide - (units - 1) * spacing) / units

        anchors.bottom: parent.bottom
        anchors.bottomMargin: Theme.size.keyGap
        anchors.horizontalCenter: parent.horizontalCenter
        spacing: Theme.size.keyGap

        Repeater {
            model: layout.rows

            Row {
                id: row

                required property var modelData

                anchors.horizontalCenter: parent?.horizontalCenter
                spacing: rows.spacing

                Repeater {
                    model: row.modelData

                    KeyboardKey {
                        id: key

                        required property var modelData
                        readonly property string act: modelData.act ?? ""

                        accessibleName: {
                            switch (act) {
                            case "part":
                                return qsTr("隔开拼音");
                            case "shift":
                                return qsTr("大写");
                            default:
                                return text;
                            }
                        }
                        acts: modelData.text === undefined
                        checkable: act === "shift"
                        checked: on
                        height: keyboard.keyHeight
                        iconName: act === "back" ? "act-back" : ""
                        objectName: "key." + (modelData.text ?? act)
                        on: act === "shift" && keyboard.capitals
                        text: {
                            switch (act) {
                            case "":
                                return modelData.text ?? "";
                            case "back":
                                return qsTr("退格");
                            case "part":
                                return "'";
                            case "shift":
                                return qsTr("大写");
                            case "symbols":
                                return qsTr("123");
                            case "letters":
                                return qsTr("字母");
                            case "language":
                                return keyboard.latin ? qsTr("拼音") : qsTr("英文");
                            case "space":
                                return bar.composing ? qsTr("选定") : qsTr("空格");
                            default:
                                return qsTr("完成");
                            }
                        }
                        visible: !acts || act.length > 0
                        width: Math.round(modelData.units * rows.unit + (modelData.units - 1) * rows.spacing)

                        onClicked: keyboard.press(modelData)
                    }
                }
            }
        }
    }
    KeyboardKey {
        acts: true
        anchors.left: rows.right
        anchors.leftMargin: Theme.size.keyGap
        height: rows.height
        objectName: "key.done"
        text: qsTr("完成")
        visible: keyboard.pad
        width: Math.min(rows.unit, parent.width - x - Theme.size.keyGap)
        y: rows.y

        onClicked: keyboard.closed()
    }
}
